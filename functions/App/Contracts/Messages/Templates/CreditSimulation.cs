namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>
/// What a credit would cost, on paper: the summary sheet and the schedule of a simulation. It binds nobody, names nobody and is not kept.
/// </summary>
/// <param name="Product">Its name for people.</param>
/// <param name="Rights">What the member may do with every credit, in the words that the screen shows.</param>
internal sealed record CreditSimulation(string Product, SummarySheet Summary, IReadOnlyList<CreditRow> Rows, IReadOnlyList<string> Rights);
