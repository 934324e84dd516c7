"""Levels and binding table -> occupied fraction of each target (model.md 3.2).

For a target with symbol T: `X_T` is the level over the binding constant, summed over what
competes; `th_T` the fraction occupied by anything; `ag_T` by agonists, `an_T` by
antagonists. The leaves `k_p_T` and `k_m_T` are sums of inverse constants in 1/nM over the
binding rows of parent and metabolite: all of them, and by what they do there (`kag`, `kpa`
for partial agonists, `kan`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from pgx.science.exposure import ZERO, Floats
from pgx.science.formulas import Chapter
from pgx.science.knowledge import Binding, Drug, Parameters

# Targets of the binding table, and their symbols in the equations.
SYMBOLS = {
    "SERT": "SERT",
    "NET": "NET",
    "DAT": "DAT",
    "5-HT1A": "1A",
    "5-HT2A": "2A",
    "5-HT2C": "2C",
    "5-HT3": "3",
    "5-HT4": "4",
    "5-HT7": "7",
    "alpha2A": "a2",
    "D2": "D2",
    "M1": "M1",
    "H1": "H1",
    "alpha1": "alpha1",
    "NMDA": "NMDA",
}
AGONIST_TARGETS = ("5-HT1A", "5-HT4", "D2")
ANTAGONIST_TARGETS = (
    *("alpha2A", "5-HT2A", "5-HT2C", "5-HT3", "5-HT7"),
    *("D2", "M1", "H1", "alpha1"),
)
LIGAND_SYMBOLS = ("p", "m")
# Which rows a leaf sums, by its prefix.
KINDS: Mapping[str, Callable[[Binding], bool]] = {
    "k": lambda row: True,
    "kag": lambda row: row.action == "agonist",
    "kpa": lambda row: row.action == "partial agonist",
    "kan": lambda row: row.action == "antagonist",
}

formula = Chapter()


def over_constants(C_p: Floats, C_m: Floats, k_p: Floats, k_m: Floats) -> Floats:
    """Level × inverse constant, summed over the ligands; one 0 where nothing binds."""
    bound = C_p * k_p if k_p.any() else ZERO
    return bound + C_m * k_m if k_m.any() else bound


def _fraction(X: Floats) -> Floats:
    return X / (1 + X)


def _agonist(
    C_p: Floats, C_m: Floats, X: Floats, eps: float,
    kag_p: Floats, kag_m: Floats, kpa_p: Floats, kpa_m: Floats,
) -> Floats:  # fmt: skip
    full = over_constants(C_p, C_m, kag_p, kag_m)
    return np.asarray((full + eps * over_constants(C_p, C_m, kpa_p, kpa_m)) / (1 + X))


def _antagonist(C_p: Floats, C_m: Floats, X: Floats, kan_p: Floats, kan_m: Floats) -> Floats:
    return over_constants(C_p, C_m, kan_p, kan_m) / (1 + X)


def _add_target(target: str) -> None:
    T = SYMBOLS[target]
    if T != "NET":
        formula.add(
            f"X_{T}", over_constants, ("C_p", "C_m", f"k_p_{T}", f"k_m_{T}"), "ratio",
            f"Level over binding constant at {target}: brain level ÷ constant, over all that "
            "binds there.",
        )  # fmt: skip
    if target != "SERT":  # which has a ceiling
        formula.add(
            f"th_{T}", _fraction, (f"X_{T}",), "fraction", f"{target} occupied: X ÷ (1 + X)."
        )
    if target in AGONIST_TARGETS:
        own = tuple(f"{kind}_{ligand}_{T}" for kind in ("kag", "kpa") for ligand in LIGAND_SYMBOLS)
        formula.add(
            f"ag_{T}", _agonist, ("C_p", "C_m", f"X_{T}", "eps", *own), "fraction",
            f"Agonism at {target}: share of the agonists, a partial one counted by its efficacy.",
        )  # fmt: skip
    if target in ANTAGONIST_TARGETS:
        formula.add(
            f"an_{T}", _antagonist, ("C_p", "C_m", f"X_{T}", f"kan_p_{T}", f"kan_m_{T}"),
            "fraction", f"Block of {target}: share of the antagonists.",
        )  # fmt: skip


for _target in SYMBOLS:
    _add_target(_target)


@formula("fraction")
def th_SERT(Emax_SERT: float, X_SERT: Floats) -> Floats:
    """SERT occupied: ceiling × X ÷ (1 + X)."""
    return Emax_SERT * X_SERT / (1 + X_SERT)


@formula("ratio")
def net_share(Kp_net: Floats, Kp: Floats) -> Floats:
    """What NET sees of the brain level: the drug's brain entry at NET ÷ its brain entry."""
    return np.divide(Kp_net, Kp, out=np.ones_like(Kp), where=Kp > 0)


def _net(C_p: Floats, C_m: Floats, k_p: Floats, k_m: Floats, net_share: Floats) -> Floats:
    return over_constants(C_p, C_m, k_p, k_m) * net_share


formula.add(
    "X_NET", _net, ("C_p", "C_m", "k_p_NET", "k_m_NET", "net_share"), "ratio",
    "Level over binding constant at NET: brain level ÷ constant × what NET sees of it.",
)  # fmt: skip


def binds(row: Binding, p: Parameters) -> bool:
    """Whether a row is binding at all: an action, and a constant below the cut."""
    return row.action != "none" and row.constant.value < p.no_binding_nM


def acting_rows(drug: Drug, p: Parameters, leaf: str) -> list[Binding]:
    """The binding rows that a leaf such as `kan_m_2A` sums. Kd, Ki and IC50 count alike."""
    kind, ligand, symbol = leaf.split("_")
    place = LIGAND_SYMBOLS.index(ligand)
    if place >= len(drug.ligands):
        return []
    return [
        row
        for row in drug.ligands[place].binding
        if SYMBOLS.get(row.target) == symbol and KINDS[kind](row) and binds(row, p)
    ]


def inverse_constant(drug: Drug, p: Parameters, leaf: str) -> float:
    """The leaf's value: the sum of 1 over the constant, in 1/nM; 0 without a row."""
    return sum(1 / row.constant.value for row in acting_rows(drug, p, leaf))
