"""inspectorate plan: how often a sample of a size tells two shares apart."""

from __future__ import annotations

import click


@click.command()
@click.argument("lower", type=click.FloatRange(0, 100), metavar="LOWER")
@click.argument("higher", type=click.FloatRange(0, 100), metavar="HIGHER")
@click.option("--cases", type=click.IntRange(1, 5000), multiple=True, metavar="N", help="Size of the sample; may be given several times.")
@click.option("--population", type=click.IntRange(1), metavar="N", help="Eligible cases. Default: many more than the sample.")
@click.option("--level", default=0.8, show_default=True, type=click.FloatRange(0.5, 0.999), help="Level of the interval.")
def plan(lower: float, higher: float, *, cases: tuple[int, ...], population: int | None, level: float) -> int:
    """
    Say how often a sample tells two shares (in per cent) apart.

    Two shares are told apart when the interval around what was found leaves the other one out. Exact, over every possible sample.

    \b
    Examples:
      inspectorate plan 50 65 --cases 40
      inspectorate plan 50 65 --cases 40 --cases 80 --population 300
    """
    from inspectorate.sampling import plan_sample

    sizes = cases or tuple(size for size in (20, 40, 60, 80, 120, 160) if population is None or size <= population)
    plans = [plan_sample(size, lower / 100, higher / 100, population, level) for size in sizes]
    low, high = f"{lower:g}%", f"{higher:g}%"
    if len(plans) == 1:
        one = plans[0]
        click.echo(f"With {one.cases} cases, and an interval at the level of {level:.0%}:")
        click.echo(f"  where {high} is true, {one.above:.0%} of samples show more than {low};")
        click.echo(f"  where {low} is true, {one.below:.0%} of samples show less than {high},")
        click.echo(f"  and {one.mistaken:.0%} come out nearer to {high}.")
        return 0
    click.echo(f"How often samples tell {low} from {high} (interval at the level of {level:.0%}):")
    click.echo(f"{'cases':>6}  {f'{high} true':>12}  {f'{low} true':>12}  {f'{low} looks like {high}':>20}")
    for one in plans:
        click.echo(f"{one.cases:>6}  {one.above:>12.0%}  {one.below:>12.0%}  {one.mistaken:>20.0%}")
    return 0
