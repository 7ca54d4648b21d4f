using Border.Cli;

await using var terminal = Terminal.OfProcess();
return await BorderCommand.RunAsync(args, terminal, TimeProvider.System, CancellationToken.None);
