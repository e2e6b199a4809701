using Serverless.App;
using Serverless.Platform.Hosting;

var builder = HandlerHost.CreateBuilder(args, HandlerEnvironment.Current(), typeof(AppModule).Assembly);
builder.AddApp();

var app = builder.Build();
app.UseHandler();
app.MapApp();

await app.RunAsync();
