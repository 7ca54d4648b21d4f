namespace Border.Persons.Tests.Zones;

/// <summary>The specimens of ICAO 9303: documents of Utopia, which is no country.</summary>
internal static class Specimens
{
    public const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    public const string Card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

    public const string LongCard = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";

    public const string SmallCard = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";

    public const string VisaA = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";

    public const string VisaB = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";

    /// <summary>An invented passport of a real country, with right digits.</summary>
    public const string Invented = "P<VNMINVENTED<<ANNA<LI<<<<<<<<<<<<<<<<<<<<<<\nX1234567<7VNM9002144F3001318<<<<<<<<<<<<<<06";
}
