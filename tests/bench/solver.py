"""The differential equations of one subject, for scipy's LSODA: what `make bench` compares with.

model.md 3.1 to 3.7 with plain floats and `math`, written for speed: what is constant is worked
out beforehand, and targets that the two drugs of the bench do not bind are left out (checked).
States, in order: A, T, b, n1, n2, n3, dH, sH, pH, dP, sP, pP, f; then, where the symptom run is
included, the same without T (which no genotype moves).
"""

from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
from scipy.integrate import solve_ivp

from pgx.science import chain

RTOL = 1e-6
READ = {"n3": 5, "dH": 6, "sH": 7, "pH": 8, "dP": 9, "sP": 10, "pP": 11}
SITES = ("SERT", "DAT", "2A", "2C")  # and NET, which sees another level
AGONISM = tuple(f"{kind}_{target}" for kind in ("kag", "kpa") for target in ("1A", "4", "D2"))
LEFT_OUT = (*AGONISM, "kan_a2", "kan_3", "kan_7")
FULL = {"HTR1A": 1.0, "HTR4": 1.0, "BDNF": 1.0}


def leaves(setup, rows, subject):
    """What no formula gives, for one subject: floats by name."""
    one = chain.leaves(setup, rows.take(slice(subject, subject + 1)))
    numbers = {name: x for name, x in one.items() if isinstance(x, float | np.ndarray)}
    found = {name: float(np.ravel(x)[0]) for name, x in numbers.items() if np.size(x) == 1}
    for kind, target in (name.split("_") for name in LEFT_OUT):
        assert not any(found[f"{kind}_{ligand}_{target}"] for ligand in "pm"), target
    return found


def solve(v, days, with_symptoms, rtol=RTOL, atol=1e-6):
    """The states at these days; shape (states, days)."""
    rhs, states = (both, 25) if with_symptoms else (alone, 13)
    start = np.zeros(states)
    start[0] = 1
    if with_symptoms:
        start[13] = 1
    return solve_ivp(rhs(v), (0, days[-1]), start, "LSODA", days, rtol=rtol, atol=atol).y


def inputs(v):
    """A function of time in days: M, h, ln M, N + Dp, the drive beside serotonin."""
    entry = v["Kp"] * exp(v["beta_ABCB1"] * v["nABC"] * v["pgp"])
    B_p = v["Css_p"] * v["dose"] / v["dose_ref"] * v["r_p"] / v["MW_p"] * 1000 * v["fu_p"] * entry
    B_m = v["Css_m"] * v["dose"] / v["dose_ref"] * v["r_m"] / v["MW_m"] * 1000 * v["fu_m"] * entry
    k_p, k_m = -log(2) * 24 / (v["thalf_p"] * v["r_p"]), -log(2) * 24 / v["thalf_m"]
    sert, dat, x2A, x2C = ((B_p * v[f"k_p_{t}"], B_m * v[f"k_m_{t}"]) for t in SITES)
    share = v["Kp_net"] / v["Kp"]
    net = (B_p * v["k_p_NET"] * share, B_m * v["k_m_NET"] * share)
    block = [(B_p * v[f"kan_p_{t}"], B_m * v[f"kan_m_{t}"]) for t in ("2A", "2C")]
    (an_2A, an_2C), w_2C = block, v["w2"] * v["w2C"]
    uptake, rest = v["phi_S"] * exp(v["bS"] * v["nS"]), 1 - v["phi_S"]
    Emax, M50, nfb, phi_N, phi_D = v["Emax_SERT"], v["M50"], v["nfb"], v["phi_N"], v["phi_D"]
    by_net, by_dat, wN, wD, w2 = (1 - v["s_D"]), v["s_D"], v["wN"], v["wD"], v["w2"]

    def at(t):
        p, m = 1 - exp(k_p * t), 1 - exp(k_m * t)
        X = sert[0] * p + sert[1] * m
        M = (uptake + rest) / (uptake * (1 - Emax * X / (1 + X)) + rest)
        X = net[0] * p + net[1] * m
        th_N = X / (1 + X)
        X = dat[0] * p + dat[1] * m
        N = -nfb * log(1 - phi_N * th_N)
        Dp = -nfb * log(1 - phi_D * (by_net * th_N + by_dat * X / (1 + X)))
        other = wN * N + wD * Dp
        other += w2 * (an_2A[0] * p + an_2A[1] * m) / (1 + x2A[0] * p + x2A[1] * m)
        other += w_2C * (an_2C[0] * p + an_2C[1] * m) / (1 + x2C[0] * p + x2C[1] * m)
        return M, (M - 1) / (M - 1 + M50), log(M), N + Dp, other

    return at


def person(v, reach):
    """A function: inputs, A, T and the states after T -> the change of A and of these states."""
    alpha = v["alpha0"] * exp(v["b_alpha"] * reach["HTR1A"] * v["n1A"])
    tau_A = v["tau_A"] * exp(v["b_tau"] * reach["HTR1A"] * v["n1A"])
    wS = v["w1"] + v["w4"] * exp(v["b4"] * reach["HTR4"] * v["h4"])
    met = (0, v["bMet1"], v["bMet2"])[int(v["nMet"])]
    secretion, k = exp(reach["BDNF"] * met), 3 / v["tau_n"]
    delta, beta, tau_B, Gn, rPFC, c = (
        v[x] for x in ("delta", "beta_B", "tau_B", "Gn", "rPFC", "c_PFC")
    )
    Gd, Gs, Gp, tau_d, tau_s, tau_p, tau_f = (
        v[x] for x in ("Gd", "Gs", "Gp", "tau_d", "tau_s", "tau_p", "tau_f")
    )
    fast = wS * v["kM"]

    def change(M, h, ln_M, NDp, other, A, T, b, n1, n2, n3, dH, sH, pH, dP, sP, pP, f):
        a = alpha * A
        F = 2 / ((1 - a) + sqrt((1 - a) * (1 - a) + 4 * a * M))
        q = secretion * b
        qP = rPFC * q + c * NDp
        return (
            (1 - delta * h - A) / tau_A,
            (beta * (wS * (log(F) + ln_M + T) + other) - b) / tau_B,
            (Gn * q - n1) * k,
            (n1 - n2) * k,
            (n2 - n3) * k,
            (Gd * q - dH) / tau_d,
            (Gs * q - sH) / tau_s,
            (Gp * q - pH) / tau_p,
            (Gd * qP - dP) / tau_d,
            (Gs * qP - sP) / tau_s,
            (Gp * qP - pP) / tau_p,
            (fast * ln_M + other - f) / tau_f,
        )

    return change


def alone(v):
    """The right-hand side of the 13 states."""
    at, change, rho, tau_1B = inputs(v), person(v, FULL), v["rho"], v["tau_1B"]

    def rhs(t, y):
        now, y = at(t), y.tolist()
        dA, *rest = change(*now, *y)
        return [dA, (rho * now[1] - y[1]) / tau_1B, *rest]

    return rhs


def both(v):
    """The right-hand side of the 25 states, the symptom run included."""
    at, change, rho, tau_1B = inputs(v), person(v, FULL), v["rho"], v["tau_1B"]
    symptom = person(v, {name: v[f"lambda_{name}"] for name in FULL})

    def rhs(t, y):
        now, y = at(t), y.tolist()
        T = y[1]
        dA, *rest = change(*now, *y[:13])
        return [dA, (rho * now[1] - T) / tau_1B, *rest, *symptom(*now, y[13], T, *y[14:])]

    return rhs


def outputs(v, days, y):
    """What the model is compared in, by its key; each of the shape (days,)."""
    found = {f"{name}_at": y[place] for name, place in READ.items()}
    found |= {"A_at": y[0], "b_at": y[2], "f_at": y[12]}
    at, alpha = inputs(v), v["alpha0"] * exp(v["b_alpha"] * v["n1A"])
    M = np.array([at(t)[0] for t in days])
    a = alpha * y[0]
    found["F_at"] = 2 / ((1 - a) + np.sqrt((1 - a) ** 2 + 4 * a * M))
    found["S_at"] = found["F_at"] * M * np.exp(y[1])
    found["R_at"] = sum(v[f"w_{x}"] * y[place] for x, place in READ.items())
    if len(y) > 13:
        R = sum(v[f"w_{x}"] * y[place + 12] for x, place in READ.items())
        found["points"] = v["H0"] * v["s_d"] * (v["Ef"] * y[24] + v["Es"] * R)
    return found


def at_weeks(setup, days):
    """The release's setup that shows these days."""
    return replace(setup, days=np.array(days))
