using Serverless.App;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddApp();

var app = builder.Build();
app.MapApp();

await app.RunAsync();
