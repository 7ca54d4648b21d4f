using Border.Storage.Postgres;

namespace Border.Storage.Tests;

public sealed class PostgresTransportTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Username=border")]
    [InlineData("Host=localhost")]
    [InlineData("Host=::1")]
    [InlineData("Host=[::1]:5432")]
    [InlineData("Host=/var/run/postgresql")]
    [InlineData("Host=127.0.0.1:5432,localhost:5433")]
    [InlineData("Host=db.example;SSL Mode=VerifyFull;Root Certificate=ca.crt")]
    [InlineData("Host=db.example,db2.example:5433;SslMode=VerifyCA")]
    public void IsSafe_OnThisMachineOrVerified_IsTrue(string connection) => Assert.True(PostgresTransport.IsSafe(new(connection)));

    [Theory]
    [InlineData("Host=db.example")]
    [InlineData("Host=db.example;SSL Mode=Prefer")]
    [InlineData("Host=db.example;SSL Mode=Disable")]
    [InlineData("Host=db.example;SSL Mode=Require")]
    [InlineData("Server=192.0.2.1")]
    [InlineData("Host=127.0.0.1,db.example")]
    [InlineData("Host=localhost.example")]
    public void IsSafe_ToAnotherMachineUnverified_IsFalse(string connection) => Assert.False(PostgresTransport.IsSafe(new(connection)));
}
