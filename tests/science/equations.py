"""The equations of model.md 3, written a second time on purpose, for a converged solver.

Nothing here comes from the chain: levels, occupancies and states are computed from the rows
of the release by LSODA, one subject at a time. Single doses jump between two solutions.
"""

from math import exp, log, sqrt

import numpy as np
from scipy.integrate import solve_ivp

PLASTIC = ("n3", "dH", "sH", "pH", "dP", "sP", "pP")
NAMES = ("A", "T", "b", "n1", "n2", *PLASTIC, "f", "K")
JUMPS = {"sH": 0.5, "pH": 0.5, "sP": 1.0, "pP": 1.0}


class Subject:
    """One drug, dose and genotype; `effects` is what reaches: lambda by modifier."""

    def __init__(self, knowledge, drug, dose, person, effects=None):
        self.p, self.drug = knowledge.parameters, knowledge.drugs[drug]
        p, lam = self.p, {**dict.fromkeys(knowledge.modifiers, 1.0), **(effects or {})}
        self.rapid = self.drug.kind == "rapid"
        self.g = exp(lam["SLC6A4"] * p.bS * person["SLC6A4"])
        self.gain = p.alpha0 * exp(lam["HTR1A"] * p.b_alpha * person["HTR1A"])
        self.tau_A = p.tau_A * exp(lam["HTR1A"] * p.b_tau * person["HTR1A"])
        self.h4f = exp(lam["HTR4"] * p.b4 * person["HTR4"])
        self.m = exp(lam["BDNF"] * (0, p.bMet1, p.bMet2)[person["BDNF"]])
        self._levels(dose, person, lam["ABCB1"])

    def _levels(self, dose, person, lam):
        value = self.drug.values
        names = (
            ("steady_state_level", "molecular_weight", "unbound_fraction", "half_life"),
            ("metabolite_level", "metabolite_molecular_weight", "metabolite_unbound_fraction",
             "metabolite_half_life"),
        )  # fmt: skip
        ratios = (person["ratio"], person.get("metabolite", person["ratio"]))
        entry = value["brain_entry"].value
        if self.drug.pgp_substrate:
            entry *= exp(lam * self.p.beta_ABCB1 * person["ABCB1"])
        usual = value["brain_entry"].value
        self.net = value["net_entry"].value / usual if "net_entry" in value else 1
        self.steady, self.half = [], []
        for ligand in range(len(self.drug.ligands)):
            level, weight, free, half = (value[name].value for name in names[ligand])
            total = level * dose / value["reference_dose"].value * ratios[ligand]
            self.steady.append(total / weight * 1000 * free * entry)
            self.half.append(half / 24 * (ratios[0] if ligand == 0 else 1))

    def occupied(self, t):
        """Fractions at a time: th, ag and an by target."""
        sums = {}
        for ligand, level, half in zip(self.drug.ligands, self.steady, self.half, strict=True):
            now = level if t is None else level * (1 - exp(-log(2) * t / half))
            for row in ligand.binding:
                if row.action == "none" or row.constant.value >= 9999:
                    continue
                x = now / row.constant.value * (self.net if row.target == "NET" else 1)
                X, ag, an = sums.get(row.target, (0, 0, 0))
                share = {"agonist": 1, "partial agonist": self.p.eps}.get(row.action, 0)
                blocks = x if row.action == "antagonist" else 0
                sums[row.target] = X + x, ag + share * x, an + blocks
        th = {T: X / (1 + X) for T, (X, _, _) in sums.items()}
        th["SERT"] = self.p.Emax_SERT * th.get("SERT", 0)
        ag = {T: a / (1 + X) for T, (X, a, _) in sums.items()}
        an = {T: a / (1 + X) for T, (X, _, a) in sums.items()}
        return [lambda T, found=found: found.get(T, 0.0) for found in (th, ag, an)]

    def signals(self, t, A, T):
        """h, S, F, D, Df, catecholamines, ag_4 at a time, from the two fast states."""
        p = self.p
        if self.rapid:
            return 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0
        th, ag, an = self.occupied(t)
        uptake = p.phi_S * self.g
        M = (uptake + 1 - p.phi_S) / (uptake * (1 - th("SERT")) + 1 - p.phi_S)
        u = (M - 1) + ag("5-HT1A") + p.c4 * ag("5-HT4")
        a = self.gain * A
        F = 2 / ((1 - a) + sqrt((1 - a) ** 2 + 4 * a * M))
        F *= (1 + p.f4 * ag("5-HT4")) * (1 + p.fa2 * an("alpha2A"))
        F /= 1 + p.k1A * a * ag("5-HT1A")
        S = F * M * exp(T)
        N = p.nfb * log(1 / (p.phi_N * (1 - th("NET")) + 1 - p.phi_N))
        N += log(1 + p.ea2 * an("alpha2A"))
        free = (1 - p.s_D) * (1 - th("NET")) + p.s_D * (1 - th("DAT"))
        Dp = p.nfb * log(1 / (p.phi_D * free + 1 - p.phi_D)) + log(1 + p.eD2 * ag("D2"))

        def drive(L):
            found = p.w1 * (L + log(1 + p.e1A * ag("5-HT1A")))
            found += p.w4 * self.h4f * (L + log(1 + p.e4 * ag("5-HT4")))
            found += p.wN * N + p.wD * Dp + p.w2 * (an("5-HT2A") + p.w2C * an("5-HT2C"))
            return found + p.w3 * an("5-HT3") + p.w7 * an("5-HT7")

        return u / (u + p.M50), S, F, drive(log(S)), drive(p.kM * log(M)), N + Dp, ag("5-HT4")

    def rhs(self, t, y):
        p, s = self.p, dict(zip(NAMES, y, strict=True))
        h, _, _, D, Df, cat, ag_4 = self.signals(t, s["A"], s["T"])
        q = self.q(s)
        qP = p.rPFC * q + p.c_PFC * cat
        a4 = 1 + p.kP4 * ag_4
        k = 3 * a4 / p.tau_n
        grown = [
            (gain * (q if region == "H" else qP) - s[x + region]) * a4 / tau
            for region in "HP"
            for x, gain, tau in (("d", p.Gd, p.tau_d), ("s", p.Gs, p.tau_s), ("p", p.Gp, p.tau_p))
        ]
        return [
            ((1 - p.delta * h) - s["A"]) * (1 + p.kappa4 * ag_4) / self.tau_A,
            (p.rho * h - s["T"]) / p.tau_1B,
            (p.beta_B * D - s["b"]) * a4 / p.tau_B,
            (p.Gn * q - s["n1"]) * k,
            (s["n1"] - s["n2"]) * k,
            (s["n2"] - s["n3"]) * k,
            *grown,
            (Df - s["f"]) / p.tau_f,
            -s["K"] / p.tauK,
        ]

    def q(self, s):
        return self.m * (s["b"] + self.p.beta_B * self.p.betaK * s["K"])

    def jump(self, y):
        """What a single dose does, all from the values before it."""
        p, s = self.p, dict(zip(NAMES, y, strict=True))
        th, _, _ = self.occupied(None)
        nmda = any(row.target == "NMDA" for row in self.drug.binding)
        push = (p.U_ket if nmda else p.U_psi) * th("NMDA" if nmda else "5-HT2A")
        after = {**s, "K": min(p.Kmax, s["K"] + push * max(0, 1 - s["K"] / p.Kmax))}
        for name, share in JUMPS.items():
            after[name] += share * p.sK * self.m * push * max(0, 1 - s[name] / p.smax)
        return [after[name] for name in NAMES]

    def course(self, days):
        """Every state and signal at these days, by name; after the jump on a dosing day."""
        y = [1.0] + [0.0] * (len(NAMES) - 1)
        starts = list(self.drug.schedule) if self.rapid else [0.0]
        found = {}
        for start, end in zip(starts, [*starts[1:], 84.0], strict=True):
            if self.rapid:
                y = self.jump(y)
            asked = {day for day in days if start <= day <= end}
            run = solve_ivp(
                self.rhs, (start, end), y, "LSODA", sorted({*asked, end}), rtol=1e-8, atol=1e-11
            )
            found |= dict(zip(run.t.tolist(), run.y.T, strict=True))
            y = run.y[:, -1].tolist()
        return self._named(days, [found[day] for day in days])

    def _named(self, days, states):
        p = self.p
        series = {name: [] for name in (*NAMES, "S", "F", "q", "R")}
        for day, y in zip(days, states, strict=True):
            s = dict(zip(NAMES, y, strict=True))
            _, S, F, *_ = self.signals(day, s["A"], s["T"])
            R = sum(getattr(p, f"w_{name}") * s[name] for name in PLASTIC)
            for name, value in {**s, "S": S, "F": F, "q": self.q(s), "R": R}.items():
                series[name].append(value)
        return {name: np.array(values) for name, values in series.items()}
