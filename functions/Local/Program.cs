using Serverless.Local.Cli;

return await LocalProgram.RunAsync(args, Console.Out, TimeProvider.System);
