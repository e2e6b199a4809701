using Serverless.App;
using Serverless.Platform.Hosting.Process;

return await HandlerProcess.RunAsync(args, typeof(AppModule).Assembly, builder => builder.AddApp(), app => app.MapApp());
