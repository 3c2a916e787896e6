using System.Net;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>What an HTTP status says about a batch (RFC 9110 §15).</summary>
internal static class HttpAnswers
{
    private const int MostReasonLetters = 200; // of what the receiver explains

    /// <summary>
    /// 2xx has it. 400, 413 and 422 are about what was sent: it is halved. 429 and 503 name a time. Everything else (401 and 403: a wrong token; 404; 5xx) is the
    /// matter of people who will mend it: the same again, later.
    /// </summary>
    public static SendOutcome OutcomeOf(HttpResponseMessage answer, string body, TimeProvider clock)
    {
        if (answer.IsSuccessStatusCode) return SendOutcome.Delivered;
        var reason = Reason(answer, body);
        return answer.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => SendOutcome.Refused(reason),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendOutcome.Retry($"{reason}: the token or certificate is not accepted"),
            _ => SendOutcome.Retry(reason, After(answer, clock)),
        };
    }

    private static TimeSpan? After(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private static string Reason(HttpResponseMessage answer, string body)
    {
        var text = body.ReplaceLineEndings(" ").Trim();
        var said = text.Length == 0 || text.StartsWith('<') ? "" : $" ({(text.Length > MostReasonLetters ? text[..MostReasonLetters] + "…" : text)})"; // pages of HTML say nothing more
        return $"{answer.RequestMessage?.RequestUri?.Authority} answers {(int)answer.StatusCode} {answer.ReasonPhrase}{said}";
    }
}
