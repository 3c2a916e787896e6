using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>Connections that stay open all day for messages, with a small sign of life now and then: chat, push, cloud storage.</summary>
internal sealed class Push(Traffic traffic, int seed)
{
    /// <summary>Of every machine of a person its connections.</summary>
    public IEnumerable<IEnumerable<Timestamp>> All(Office office)
    {
        traffic.Internet.Add("wss-primary.chat-vendor.example", "cloud", 6);
        traffic.Internet.Add("notify.cloud-drive.example", "cdn", 4);
        traffic.Internet.Add("courier.push.apple.com", "apple", 12);
        traffic.Internet.Add("mtalk.google.com", "google", 4);
        foreach (var machine in office.Workstations)
        {
            yield return Hold(machine, new Exchange("wss-primary.chat-vendor.example") { Client = machine.Browser }, 55, 34);
            if (Chance.Hash(machine.Name) % 4 == 0)
                yield return Hold(machine, new Exchange("notify.cloud-drive.example") { Client = TlsClient.OpenSsl }, 240, 90);
            if (machine.IsApple) yield return Hold(machine, new Exchange("courier.push.apple.com") { Client = TlsClient.Apple, Port = 5223 }, 900, 60);
        }
        foreach (var phone in office.Mobiles)
            yield return phone.IsApple
                ? Hold(phone, new Exchange("courier.push.apple.com") { Client = TlsClient.Apple, Port = 5223 }, 900, 60)
                : Hold(phone, new Exchange("mtalk.google.com") { Client = TlsClient.Chrome, Port = 5228 }, 1_680, 40);
    }

    private IEnumerable<Timestamp> Hold(Machine machine, Exchange exchange, double everySeconds, int size)
    {
        var chance = Chance.For(seed, $"push {exchange.Site} {machine.Name}");
        var moment = Calendar.Begin + chance.Between(0, 600);
        while (machine.Presence.Next(moment) is { } on)                                    // ends: presence does
        {
            yield return on;
            var talk = traffic.OpenTls(machine, exchange, on + chance.Between(1, 20), chance);
            var until = on + chance.Between(3_600, 12 * 3_600);                            // then the service asks to connect anew
            var sign = talk.Now;
            while (sign < until && machine.Presence.IsOn(sign))
            {
                yield return sign;
                talk.WaitUntil(sign);
                if (chance.Happens(0.05)) Traffic.Say(talk, false, chance.Next(150, 1_100), chance);       // a message for the person
                Traffic.Say(talk, true, size, chance);
                Traffic.Say(talk, false, size - 4, chance);
                sign = talk.Now + TimeSpan.FromSeconds(everySeconds);
            }
            if (machine.Presence.IsOn(sign)) talk.Close();                                 // else it fell asleep without a word
            moment = sign + chance.Between(2, 30);
        }
    }
}
