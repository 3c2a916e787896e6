namespace NetSensor.Protocols.Rdp;

/// <summary>Keyboard layouts by their number ([MS-LCID] §2.2; the upper half counts variants), in the words that Microsoft's lists use.</summary>
public static class KeyboardLayouts
{
    private static readonly Dictionary<uint, string> Names = new()
    {
        [0x0401] = "Arabic - Saudi Arabia", [0x0801] = "Arabic - Iraq", [0x0c01] = "Arabic - Egypt", [0x1001] = "Arabic - Libya", [0x1401] = "Arabic - Algeria",
        [0x1801] = "Arabic - Morocco", [0x1c01] = "Arabic - Tunisia", [0x2001] = "Arabic - Oman", [0x2401] = "Arabic - Yemen", [0x2801] = "Arabic - Syria",
        [0x2c01] = "Arabic - Jordan", [0x3001] = "Arabic - Lebanon", [0x3401] = "Arabic - Kuwait", [0x3801] = "Arabic - U.A.E.", [0x3c01] = "Arabic - Bahrain",
        [0x4001] = "Arabic - Qatar", [0x0402] = "Bulgarian", [0x0403] = "Catalan", [0x0404] = "Chinese - Taiwan", [0x0804] = "Chinese - People's Republic of China",
        [0x0c04] = "Chinese - Hong Kong SAR", [0x1004] = "Chinese - Singapore", [0x1404] = "Chinese - Macao SAR", [0x0405] = "Czech", [0x0406] = "Danish",
        [0x0407] = "German - Germany", [0x0807] = "German - Switzerland", [0x0c07] = "German - Austria", [0x1007] = "German - Luxembourg", [0x0408] = "Greek",
        [0x0409] = "English - United States", [0x0809] = "English - United Kingdom", [0x0c09] = "English - Australia", [0x1009] = "English - Canada",
        [0x1409] = "English - New Zealand", [0x1809] = "English - Ireland", [0x1c09] = "English - South Africa", [0x4009] = "English - India",
        [0x4409] = "English - Malaysia", [0x4809] = "English - Singapore", [0x3409] = "English - Philippines", [0x3c09] = "English - Hong Kong SAR",
        [0x10409] = "English - United States (Dvorak)", [0x20409] = "English - United States (International)",
        [0x040a] = "Spanish - Spain (Traditional Sort)", [0x080a] = "Spanish - Mexico", [0x0c0a] = "Spanish - Spain (Modern Sort)",
        [0x100a] = "Spanish - Guatemala", [0x140a] = "Spanish - Costa Rica", [0x180a] = "Spanish - Panama", [0x200a] = "Spanish - Venezuela",
        [0x240a] = "Spanish - Colombia", [0x280a] = "Spanish - Peru", [0x2c0a] = "Spanish - Argentina", [0x300a] = "Spanish - Ecuador", [0x340a] = "Spanish - Chile",
        [0x380a] = "Spanish - Uruguay", [0x3c0a] = "Spanish - Paraguay", [0x400a] = "Spanish - Bolivia", [0x540a] = "Spanish - United States",
        [0x580a] = "Spanish - Latin America", [0x040b] = "Finnish", [0x040c] = "French - France", [0x080c] = "French - Belgium", [0x0c0c] = "French - Canada",
        [0x100c] = "French - Switzerland", [0x140c] = "French - Luxembourg", [0x180c] = "French - Monaco", [0x380c] = "French - Morocco",
        [0x040d] = "Hebrew", [0x040e] = "Hungarian", [0x040f] = "Icelandic", [0x0410] = "Italian - Italy", [0x0810] = "Italian - Switzerland",
        [0x0411] = "Japanese", [0x0412] = "Korean", [0x0413] = "Dutch - Netherlands", [0x0813] = "Dutch - Belgium", [0x0414] = "Norwegian (Bokmal)",
        [0x0814] = "Norwegian (Nynorsk)", [0x0415] = "Polish", [0x0416] = "Portuguese - Brazil", [0x0816] = "Portuguese - Portugal", [0x0418] = "Romanian",
        [0x0419] = "Russian", [0x041a] = "Croatian", [0x081a] = "Serbian (Latin)", [0x0c1a] = "Serbian (Cyrillic)", [0x041b] = "Slovak",
        [0x041c] = "Albanian - Albania", [0x041d] = "Swedish", [0x081d] = "Swedish - Finland", [0x041e] = "Thai", [0x041f] = "Turkish", [0x1041f] = "Turkish F",
        [0x0420] = "Urdu", [0x0421] = "Indonesian", [0x0422] = "Ukrainian", [0x0423] = "Belarusian", [0x0424] = "Slovenian", [0x0425] = "Estonian",
        [0x0426] = "Latvian", [0x0427] = "Lithuanian", [0x0429] = "Farsi", [0x042a] = "Vietnamese", [0x042b] = "Armenian - Armenia", [0x042d] = "Basque",
        [0x042f] = "FYRO Macedonian", [0x0436] = "Afrikaans - South Africa", [0x0437] = "Georgian", [0x0438] = "Faroese", [0x0439] = "Hindi", [0x043a] = "Maltese",
        [0x043e] = "Malay - Malaysia", [0x043f] = "Kazakh", [0x0440] = "Kyrgyz (Cyrillic)", [0x0441] = "Swahili", [0x0444] = "Tatar", [0x0445] = "Bengali (India)",
        [0x0446] = "Punjabi", [0x0447] = "Gujarati", [0x0449] = "Tamil", [0x044a] = "Telugu", [0x044b] = "Kannada", [0x044c] = "Malayalam", [0x044e] = "Marathi",
        [0x0450] = "Mongolian (Cyrillic)", [0x0452] = "Welsh", [0x0453] = "Khmer", [0x0454] = "Lao", [0x0456] = "Galician", [0x0461] = "Nepali",
        [0x0464] = "Filipino", [0x0465] = "Divehi",
    };

    /// <summary>The layout in words; a variant that is not known is told by its language, an unknown language by its number.</summary>
    public static string Name(uint layout)
    {
        if (Names.TryGetValue(layout, out var name)) return name;
        return Names.TryGetValue(layout & 0xffff, out var language) ? $"{language} (Best Guess for {layout})" : $"keyboard-{layout}";
    }
}
