namespace Serverless.App.Payroll;

/// <summary>Section <c>Payroll</c>: the calendar agreed with payroll.</summary>
internal sealed class PayrollOptions
{
    internal const string Section = "Payroll";

    /// <summary>Last day of a month on which that month's payslips still take requests, 1 to 31.</summary>
    public int CutOffDay { get; set; } = 10;

    /// <summary>Days after the end of the month by which payroll has answered; afterwards an officer asks.</summary>
    public int AnswerWithinDays { get; set; } = 10;
}
