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
    // Decimals of one scale add without being brought to it first, and amounts of rows have two digits.
    private const decimal Nothing = 0.00m;
    private readonly RepaymentPlan _plan;
    private readonly decimal _charge;
    private readonly ScheduleRow[] _rows;
    private int _filled;
    private decimal _balance;
    private Level? _level;
    private decimal _meanPremium;
    private decimal _premiumsLeft;

    private Amortisation(RepaymentPlan plan)
    {
        _plan = plan;
        _rows = GC.AllocateUninitializedArray<ScheduleRow>(plan.Periods.Length);
        _balance = plan.Principal.Soles + Nothing;
        _charge = plan.ChargePerInstalment.Soles + Nothing;
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
            LevelInstalment = new(_level?.Instalment() ?? Nothing),
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
                Add(interest, insurance, charge: Nothing, principal: Nothing, capitalised: interest + insurance);
                _balance += interest + insurance;
            }
            else
            {
                Add(interest, insurance, _charge, principal: Nothing, capitalised: Nothing);
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
            var wanted = share + interest + insurance + _charge;
            Repay(i, interest, insurance, _plan.Rounding.Instalment.Apply(wanted));
        }
    }

    private void FillLevel()
    {
        Relevel();
        var inside = _plan.Insurance.IsInsideInstalment;
        for (var i = _filled; i < _plan.Periods.Length && _balance > 0m; i++)
        {
            var (interest, insurance) = Costs(i);
            var isLast = i == _plan.Periods.Length - 1;
            if (_plan.KeptInstalment is null && !isLast && _level!.IsBelow(inside ? interest + insurance : interest))
            {
                Add(interest, insurance, _charge, principal: Nothing, capitalised: Nothing);
                Relevel();
                continue;
            }

            Repay(i, interest, insurance, _level!.InstalmentWith(inside ? Nothing : insurance, _charge));
        }
    }

    private void Relevel() => _level = Level.Of(_plan, _filled, _balance);

    private (decimal Interest, decimal Insurance) Costs(int row)
    {
        ref readonly var period = ref _plan.Periods[row];
        var near = (double)_balance;
        var carried = row == 0 ? _plan.CarriedInterest.Soles : Nothing;
        var interest =
            carried == 0m
                ? Share(near * period.NearInterest, period.Interest)
                : _plan.Rounding.Rows.Apply((_balance * period.Interest) + carried);
        if (_plan.Insurance.Method != InsuranceMethod.MeanPremium)
        {
            return (interest, Share(near * period.NearInsurance, period.Insurance));
        }

        var premium = row == _rows.Length - 1 ? _premiumsLeft : _meanPremium;
        _premiumsLeft -= premium;
        return (interest, premium);
    }

    /// <summary>The balance times a rate, as the row shows it.</summary>
    private decimal Share(double near, decimal rate)
    {
        var rounding = _plan.Rounding.Rows;
        return rounding.TryApplyNear(near, out var rounded) ? rounded : rounding.Apply(_balance * rate);
    }

    private void Repay(int row, decimal interest, decimal insurance, decimal instalment)
    {
        var principal = PrincipalIn(instalment, interest, insurance);
        principal =
            row == _rows.Length - 1 || principal > _balance ? _balance
            : principal < 0m ? Nothing
            : principal;
        Add(interest, insurance, _charge, principal, capitalised: Nothing);
    }

    /// <summary>What of an instalment is left for the principal.</summary>
    private decimal PrincipalIn(decimal instalment, decimal interest, decimal insurance) =>
        new Money(instalment).IsInCentimos(out var paid)
        && new Money(interest).IsInCentimos(out var forInterest)
        && new Money(insurance).IsInCentimos(out var forInsurance)
        && new Money(_charge).IsInCentimos(out var forCharge)
            ? Money.InCentimos(paid - forInterest - forInsurance - forCharge).Soles
            : instalment - interest - insurance - _charge;

    private void Add(decimal interest, decimal insurance, decimal charge, decimal principal, decimal capitalised)
    {
        ref readonly var period = ref _plan.Periods[_filled];
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
        _balance -= principal;
    }
}
