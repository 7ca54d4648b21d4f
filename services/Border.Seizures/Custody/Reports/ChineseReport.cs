using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Act = Border.Seizures.V1.CustodyEntry.ActOneofCase;

namespace Border.Seizures.Custody.Reports;

/// <summary>A report of custody in simplified Chinese.</summary>
internal sealed class ChineseReport : ReportLanguage
{
    public override IEnumerable<string> Heading(CustodyReport report)
    {
        var exhibit = report.Exhibit;
        yield return "涉案物品保管链报告";
        yield return $"物证：{exhibit.Name}，{exhibit.Seizure} 物品 {exhibit.ItemId} 的{Role(exhibit.Role)}：{exhibit.Sort}";
        if (exhibit.Parent.Length > 0)
            yield return $"取自：{exhibit.Parent}";
        yield return $"缴获：{Time(report.SeizeTime)}，单位 {report.Unit}，辖区 {report.Area}{Standing(report.Standing)}";
        yield return $"状态：{State(exhibit.State)}{Part("，保管人 ", exhibit.Holder)}{Part("，存放于 ", exhibit.Place)}"
            + Part("，封签 ", string.Join('、', exhibit.Seals));
        yield return $"报告时间：{Time(report.ReportTime)}";
        if (exhibit.Entries.Count < exhibit.EntryCount)
            yield return $"本报告分部分出具：第 {Number(exhibit.Entries.FirstOrDefault()?.Number ?? 0)} 至 {Number(exhibit.Entries.LastOrDefault()?.Number ?? 0)} 条，共 {Number(exhibit.EntryCount)} 条";
    }

    public override string Sentence(CustodyEntry entry) => entry.ActCase switch
    {
        Act.Opening => $"开始保管 {Amount(entry.Opening.Quantity)}{Part("，取自 ", entry.Opening.Parent)}{Part("，存放于 ", entry.Opening.Place)}。",
        Act.Sealing => $"加封，封签 {entry.Sealing.SealNumber}。",
        Act.SealBreaking => $"启封，封签 {entry.SealBreaking.SealNumber}{Part("：", entry.SealBreaking.Reason)}",
        Act.Offer => $"移交给 {entry.Offer.Receiver}，待确认{Part("：", entry.Offer.Purpose)}",
        Act.Confirmation => $"确认接收{Part("：", entry.Confirmation.Condition)}",
        Act.Refusal => $"未完成移交{Part("：", entry.Refusal.Reason)}",
        Act.Storing => $"存放于 {entry.Storing.Place}。",
        Act.Splitting => $"分装：{string.Join('、', entry.Splitting.Parts.Select(Portion))}。",
        Act.Sampling => $"取样：{Portion(entry.Sampling.Sample)}{Part("，", entry.Sampling.Purpose)}",
        Act.Weighing => $"复核余量：{Amount(entry.Weighing.Quantity)}{Part("，器具 ", entry.Weighing.Instrument)}。",
        Act.Loss => $"登记损耗 {Amount(entry.Loss.Quantity)}{Part("：", entry.Loss.Reason)}",
        Act.Destruction => $"销毁余量：{entry.Destruction.Method}；依据：{entry.Destruction.Authority}；见证人："
            + $"{string.Join('、', entry.Destruction.Witnesses.Select(Witness))}。",
        Act.GoodsReturn => $"余量返还{Part("给 ", entry.GoodsReturn.Recipient)}；依据：{entry.GoodsReturn.Authority}。",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.ActCase, "No such act of custody."),
    };

    public override IEnumerable<string> Footing(CustodyEntry entry)
    {
        if (entry.Note.Length > 0)
            yield return $"备注：{entry.Note}";
        if (EntryHash.IsErased(entry))
            yield return "个人信息已删除：涉及个人的内容不再保存，哈希不含该内容，仍然有效。";
        yield return $"入库时间 {Time(entry.RecordTime)}，哈希 {entry.Hash}";
    }

    public override IEnumerable<string> Closing(CustodyReport report)
    {
        var (balance, verification) = (report.Exhibit.Balance, report.Verification);
        yield return $"平衡（{UnitOf(balance)}）：总量 {balance.Whole} = 分装 {balance.Parts} + 取样 {balance.Samples} + 损耗 {balance.Losses}"
            + $" + 处置 {balance.Disposed} + 余量 {balance.Remainder} + 差额 {balance.Difference}";
        yield return $"允差 {balance.Tolerance}：{(balance.BalanceFlag ? "差额超出允差" : "未超出")}";
        yield return verification.Intact
            ? $"校验通过：共 {Number(verification.EntryCount)} 条记录，均未改动{Erased(verification)}；末条哈希 {verification.HeadHash}"
            : $"校验未通过：第 {Number(verification.Entry)} 条记录有误（{verification.Fault}）";
    }

    public override string Time(Timestamp time) =>
        time.ToDateTimeOffset().ToString("yyyy年M月d日 HH:mm:ss'（UTC）'", CultureInfo.InvariantCulture);

    protected override string Unit(MassUnit unit) => unit switch
    {
        MassUnit.Milligram => "毫克",
        MassUnit.Gram => "克",
        MassUnit.Kilogram => "千克",
        MassUnit.Tonne => "吨",
        MassUnit.Jin => "斤",
        MassUnit.Liang => "两",
        MassUnit.Qian => "钱",
        MassUnit.Pound => "磅",
        _ => "盎司",
    };

    protected override string Unit(VolumeUnit unit) => unit switch
    {
        VolumeUnit.Millilitre => "毫升",
        VolumeUnit.Litre => "升",
        VolumeUnit.CubicMetre => "立方米",
        _ => "美制加仑",
    };

    protected override string Unit(CountUnit unit) => unit switch
    {
        CountUnit.Unspecified => "件",
        CountUnit.Tablet => "片",
        CountUnit.Capsule => "粒",
        CountUnit.Ampoule => "支",
        CountUnit.Plant => "株",
        CountUnit.Blotter => "张",
        CountUnit.Packet => "包",
        CountUnit.Bottle => "瓶",
        CountUnit.Pair => "双",
        CountUnit.Dozen => "打",
        CountUnit.CigarettePack => "盒",
        _ => "条",
    };

    private static string Erased(VerifyCustodyResponse verification) =>
        verification.ErasedEntries.Count == 0 ? "" : $"（其中 {Number(verification.ErasedEntries.Count)} 条的个人信息已删除）";

    private string Portion(Portion portion) => $"{Amount(portion.Quantity)}（exhibits/{portion.ExhibitId}）";

    private static string Witness(Witness witness) => $"{witness.FullName}{Part("（", witness.Office, "）")}";

    private static string Role(ExhibitRole role) => role switch
    {
        ExhibitRole.Part => "一部分",
        ExhibitRole.Sample => "样品",
        _ => "全部",
    };

    private static string State(ExhibitState state) => state switch
    {
        ExhibitState.InCustody => "保管中",
        ExhibitState.Offered => "移交待确认",
        ExhibitState.UsedUp => "已用尽",
        ExhibitState.Destroyed => "已销毁",
        ExhibitState.Returned => "已返还",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    private static string Standing(SeizureStanding standing) => standing switch
    {
        SeizureStanding.Void => "（缴获记录已作废）",
        SeizureStanding.ItemRemoved => "（缴获记录中已无该物品）",
        _ => "",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
