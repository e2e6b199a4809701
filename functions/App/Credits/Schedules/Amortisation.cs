using System.Runtime.InteropServices;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>
/// Fills the rows of a plan. Each amount is rounded once in its own row; the last row repays whatever is left, so that principal always
/// adds up. A first period so long that its interest alone exceeds the level instalment is paid as interest only: what is owed never
/// grows outside total grace (Law 31143 forbids capitalising what the contract does not).
/// </summary>
internal sealed class Amortisation
{
    private readonly RepaymentPlan _plan;
    private readonly ScheduleRow[] _rows;
    private int _filled;
    private decimal _balance;
    private decimal _level;
    private decimal _meanPremium;
    private decimal _premiumsLeft;

    private Amortisation(RepaymentPlan plan)
    {
        _plan = plan;
        _rows = new ScheduleRow[plan.Periods.Length];
        _balance = plan.Principal.Soles;
    }

    public static Schedule Of(RepaymentPlan plan)
    {
        if (plan.Insurance.Method != InsuranceMethod.MeanPremium || plan.Insurance.Monthly == Rate.Zero)
        {
            return new Amortisation(plan).Run();
        }

        var plain = Of(plan with { Insurance = plan.Insurance with { Method = InsuranceMethod.OpeningBalance } });
        var premiums = plain.TotalInsurance.Soles;
        var levelled = new Amortisation(plan)
        {
            _premiumsLeft = premiums,
            _meanPremium = plan.Rounding.Rows.Apply(premiums / plain.Rows.Length),
        };
        return levelled.Run();
    }

    private Schedule Run()
    {
        FillGrace();
        FillRepayment();
        return new()
        {
            Start = _plan.Start,
            Principal = _plan.Principal,
            LevelInstalment = new(_plan.Rounding.Instalment.Apply(_level)),
            Rows = _filled == _rows.Length ? ImmutableCollectionsMarshal.AsImmutableArray(_rows) : [.. _rows.AsSpan(0, _filled)],
        };
    }

    private void FillGrace()
    {
        for (var i = 0; i < _plan.Grace.Periods && i < _plan.Periods.Length - 1; i++)
        {
            var (interest, insurance) = Costs(i);
            if (_plan.Grace.Kind == GraceKind.Total)
            {
                Add(interest, insurance, charge: 0m, principal: 0m, capitalised: interest + insurance);
            }
            else
            {
                Add(interest, insurance, _plan.ChargePerInstalment.Soles, principal: 0m, capitalised: 0m);
            }
        }
    }

    private void FillRepayment()
    {
        var first = _filled;
        var owed = _balance;
        var count = _plan.Periods.Length - first;
        if (_plan.Modality == Modality.LevelInstalment)
        {
            FillLevel();
            return;
        }

        for (var i = first; i < _plan.Periods.Length && _balance > 0m; i++)
        {
            var share = _plan.Modality switch
            {
                Modality.EqualPrincipal => owed / count,
                Modality.GrowingPrincipal => owed * (i - first + 1) * 2m / (count * (count + 1m)),
                Modality.Bullet => 0m,
                var other => throw new InvalidOperationException($"No rows for {other}"),
            };
            var (interest, insurance) = Costs(i);
            Repay(i, interest, insurance, share + interest + insurance + _plan.ChargePerInstalment.Soles);
        }
    }

    private void FillLevel()
    {
        Relevel();
        var inside = _plan.Insurance.IsInsideInstalment;
        for (var i = _filled; i < _plan.Periods.Length && _balance > 0m; i++)
        {
            var (interest, insurance) = Costs(i);
            var cost = interest + (inside ? insurance : 0m);
            if (cost > _level && _plan.KeptInstalment is null && i < _plan.Periods.Length - 1)
            {
                Add(interest, insurance, _plan.ChargePerInstalment.Soles, principal: 0m, capitalised: 0m);
                Relevel();
                continue;
            }

            Repay(i, interest, insurance, _level + (inside ? 0m : insurance) + _plan.ChargePerInstalment.Soles);
        }
    }

    private void Relevel()
    {
        if (_plan.KeptInstalment is { } kept)
        {
            _level = kept.Soles;
            return;
        }

        var left = _plan.Periods.Length - _filled;
        Span<decimal> rates = left <= 128 ? stackalloc decimal[128] : new decimal[left];
        for (var i = 0; i < left; i++)
        {
            var period = _plan.Periods[_filled + i];
            rates[i] = period.Interest + (_plan.Insurance.IsInsideInstalment ? period.Insurance : 0m);
        }

        _level = LevelInstalments.Of(_balance, rates[..left], _filled == 0 ? _plan.CarriedInterest.Soles : 0m);
    }

    private (decimal Interest, decimal Insurance) Costs(int row)
    {
        var rounding = _plan.Rounding.Rows;
        var period = _plan.Periods[row];
        var interest = rounding.Apply((_balance * period.Interest) + (row == 0 ? _plan.CarriedInterest.Soles : 0m));
        if (_plan.Insurance.Method != InsuranceMethod.MeanPremium)
        {
            return (interest, rounding.Apply(_balance * period.Insurance));
        }

        var premium = row == _rows.Length - 1 ? _premiumsLeft : _meanPremium;
        _premiumsLeft -= premium;
        return (interest, premium);
    }

    private void Repay(int row, decimal interest, decimal insurance, decimal wanted)
    {
        var charge = _plan.ChargePerInstalment.Soles;
        var principal = _plan.Rounding.Instalment.Apply(wanted) - interest - insurance - charge;
        principal = row == _rows.Length - 1 ? _balance : Math.Clamp(principal, 0m, _balance);
        Add(interest, insurance, charge, principal, capitalised: 0m);
    }

    private void Add(decimal interest, decimal insurance, decimal charge, decimal principal, decimal capitalised)
    {
        var period = _plan.Periods[_filled];
        _rows[_filled] = new()
        {
            Number = _filled + 1,
            Due = period.Due,
            PayBy = period.PayBy,
            Days = period.Days,
            Rate = new(period.Interest),
            Opening = new(_balance),
            Interest = new(interest),
            Insurance = new(insurance),
            Charge = new(charge),
            Principal = new(principal),
            Capitalised = new(capitalised),
        };
        _filled++;
        _balance += capitalised - principal;
    }
}
