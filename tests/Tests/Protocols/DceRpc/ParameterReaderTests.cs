using System.Text;
using NetSensor.Protocols.DceRpc;

namespace NetSensor.Tests.Protocols.DceRpc;

public sealed class ParameterReaderTests
{
    private static readonly DcePdus Le = DcePdus.LittleEndian;
    private static readonly NdrFormat Ndr = new(true, TransferSyntax.Ndr);
    private static readonly NdrFormat Ndr64 = new(true, new TransferSyntax(DcePdus.Ndr64));

    [Fact]
    public void A_new_service_tells_its_name_command_and_account()
    {
        var told = Read("svcctl", "CreateServiceW", Le.CreateService("BTOBTO", @"%COMSPEC% /c calc.exe"));
        Assert.Equal(
            ["service_name=BTOBTO", "display_name=display", "service_type=16", "start_type=3", @"binary_path=%COMSPEC% /c calc.exe", "account=LocalSystem"], told);
    }

    [Fact]
    public void Pointers_and_counts_of_eight_bytes_are_read()
    {
        byte[] count = [3, 0, 0, 0, 0, 0, 0, 0];
        byte[] stub =
        [
            1, 0, 0, 0, 0, 0, 0, 0, .. count, .. new byte[8], .. count, (byte)'\\', 0, (byte)'a', 0, 0, 0, 0, 0,   // [unique] path, padding
            .. count, .. new byte[8], .. count, (byte)'<', 0, (byte)'T', 0, 0, 0, 0, 0,                            // xml, padding
            6, 0, 0, 0,
        ];
        Assert.Equal([@"path=\a", "task_xml=<T", "flags=6"], Read("ITaskSchedulerService", "SchRpcRegisterTask", stub, Ndr64));
    }

    [Fact]
    public void Names_that_are_looked_up_are_told_together()
    {
        byte[] stub =
        [
            .. Le.Handle(1), .. Le.U32(2), .. Le.U32(1000), .. Le.U32(0), .. Le.U32(2),            // handle, count; most, first, number
            6, 0, 8, 0, .. Le.U32(1), 4, 0, 6, 0, .. Le.U32(2),                                    // lengths and pointers
            .. Le.U32(4), .. Le.U32(0), .. Le.U32(3), .. Encoding.Unicode.GetBytes("ada"), 0, 0,
            .. Le.U32(3), .. Le.U32(0), .. Le.U32(2), .. Encoding.Unicode.GetBytes("bo"),
        ];
        Assert.Equal(["names=ada, bo"], Read("samr", "SamrLookupNamesInDomain", stub));
    }

    [Fact]
    public void A_registry_value_is_told_by_its_type()
    {
        byte[] name = [8, 0, 10, 0, .. Le.U32(1), .. Le.U32(5), .. Le.U32(0), .. Le.U32(4), .. Encoding.Unicode.GetBytes("evil")];
        byte[] text = [.. Le.U32(1), .. Le.U32(8), .. Encoding.Unicode.GetBytes("x.ex")];
        byte[] number = [.. Le.U32(4), .. Le.U32(4), .. Le.U32(7)];
        Assert.Equal(["value_name=evil", "value=x.ex"], Read("winreg", "BaseRegSetValue", [.. Le.Handle(1), .. name, .. text]));
        Assert.Equal(["value_name=evil", "value=7"], Read("winreg", "BaseRegSetValue", [.. Le.Handle(1), .. name, .. number]));
    }

    [Fact]
    public void A_printer_driver_tells_where_its_files_come_from()
    {
        byte[] stub =
        [
            .. Le.OptionalText(null), .. Le.U32(2), .. Le.U32(2), .. Le.U32(1),                    // server, level, level, pointer
            .. Le.U32(3), .. Le.U32(1), .. Le.U32(2), .. Le.U32(3), .. Le.U32(4), .. Le.U32(5),    // version, pointers
            .. Le.Text("evil"), .. Le.Text("Windows x64"), .. Le.Text(@"C:\a.dll"), .. Le.Text(@"\\10.0.0.1\s\x.dll"), .. Le.Text(@"C:\b.dll"),
        ];
        Assert.Equal(["driver_name=evil", @"driver_path=C:\a.dll", @"data_file=\\10.0.0.1\s\x.dll", @"config_file=C:\b.dll"], Read("spoolss", "RpcAddPrinterDriverEx", stub));
    }

    [Fact]
    public void The_credential_of_a_netlogon_client_is_told()
    {
        byte[] stub = [.. Le.OptionalText("DC"), .. Le.Text("DC$"), 6, 0, 0, 0, .. Le.Text("DC"), .. new byte[8], .. Le.U32(0x212fffff)];
        Assert.Equal(["server=DC", "account=DC$", "channel_type=6", "computer=DC", "credential=0000000000000000", "flags=556793855"], Read("netlogon", "NetrServerAuthenticate3", stub));
    }

    [Fact]
    public void A_share_that_is_made_tells_its_path()
    {
        byte[] stub =
        [
            .. Le.OptionalText("srv"), .. Le.U32(2), .. Le.U32(2), .. Le.U32(1),
            .. Le.U32(1), .. Le.U32(0), .. Le.U32(0), .. Le.U32(0), .. Le.U32(0xffffffff), .. Le.U32(0), .. Le.U32(2), .. Le.U32(0),
            .. Le.Text("loot"), .. Le.Text(@"C:\loot"),
        ];
        Assert.Equal(["server=srv", "share=loot", @"path=C:\loot"], Read("srvsvc", "NetrShareAdd", stub));
    }

    [Fact]
    public void Every_prefix_is_read_as_far_as_it_goes()
    {
        var stub = Le.CreateService("BTOBTO", @"%COMSPEC% /c calc.exe");
        var whole = Read("svcctl", "CreateServiceW", stub);
        for (var cut = 0; cut < stub.Length; cut++)
        {
            var told = Read("svcctl", "CreateServiceW", stub[..cut]);
            for (var i = 0; i < told.Count; i++) Assert.StartsWith(told[i], whole[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_bytes_are_read_as_any_operation_without_harm()
    {
        var random = new Random(7);
        var bytes = new byte[300];
        foreach (var parameters in OperationCatalog.All.Values)
            for (var round = 0; round < 200; round++)
            {
                random.NextBytes(bytes);
                if (round % 2 == 0) for (var i = 0; i < bytes.Length; i += 4) bytes[i + 1] = bytes[i + 2] = bytes[i + 3] = 0; // small counts
                ParameterReader.Read(parameters, bytes.AsSpan(0, random.Next(bytes.Length)), round % 3 == 0 ? Ndr64 : Ndr, new HandleNames());
            }
    }

    [Fact]
    public void Every_operation_that_is_read_is_one_of_its_interface()
    {
        foreach (var (known, operation) in OperationCatalog.All.Keys)
        {
            var found = Assert.Single(DceRpcInterfaces.All, candidate => candidate.Name == known);
            Assert.Contains(operation, Enumerable.Range(0, 200).Select(found.Operation));
        }
    }

    private static IReadOnlyList<string> Read(string known, string operation, byte[] stub, NdrFormat? format = null) =>
        [.. (ParameterReader.Read(OperationCatalog.Find(known, operation)!, stub, format ?? Ndr, new HandleNames()) ?? []).Select(argument => $"{argument.Name}={argument.Value}")];
}
