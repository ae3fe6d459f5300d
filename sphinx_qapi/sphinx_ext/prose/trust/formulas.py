"""Check of the formulas of untrusted comments: LaTeX gets them unchanged, and so does MathJax, which knows links."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z]+")
_COMMANDS = frozenset(
    _NAME.findall("""
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    frac dfrac tfrac binom dbinom tbinom sqrt sum prod coprod int iint iiint oint lim limsup liminf max min sup inf
    log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth det dim gcd ker deg arg hom Pr
    cdot cdots ldots dots vdots ddots times div pm mp ast star circ bullet oplus ominus otimes oslash odot cap cup
    uplus sqcap sqcup vee wedge land lor lnot neg setminus wr amalg dagger ddagger
    le leq ge geq lt gt ne neq equiv sim simeq approx cong propto ll gg prec succ preceq succeq subset supset subseteq
    supseteq in ni notin mid parallel perp models vdash dashv asymp doteq
    leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow
    longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow to gets mapsto longmapsto uparrow downarrow
    updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow implies iff
    forall exists nexists emptyset varnothing infty nabla partial hbar ell Re Im aleph angle triangle prime top bot
    hat widehat tilde widetilde bar overline underline vec dot ddot acute grave check breve overbrace underbrace
    overset underset stackrel
    left right middle big Big bigg Bigg bigl bigr Bigl Bigr lfloor rfloor lceil rceil langle rangle lbrace rbrace
    lvert rvert lVert rVert vert Vert lbrack rbrack
    mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr text textrm textbf textit operatorname
    displaystyle textstyle scriptstyle limits nolimits bmod pmod mod pod quad qquad
    """)
)
_ENVIRONMENTS = frozenset(
    _NAME.findall("aligned alignedat array cases gathered matrix pmatrix bmatrix vmatrix smallmatrix split")
)
_SIGNS = frozenset(r"\{}|,;:!> %&#$_-.")
"""The signs allowed after a backslash, besides names; not parentheses and brackets, which end a formula."""
_TOKEN = re.compile(
    r"\\(?:begin|end)\s*\{(?P<environment>[^{}]*)\}|\\(?P<command>[A-Za-z]+)|\\(?P<sign>.)|(?P<mark>[{}%$#~]|\^\^)",
    re.DOTALL,
)


def is_allowed_formula(formula: str) -> bool:
    """Whether *formula* has only mathematical commands, balanced braces, and no sign that ends it early."""
    depth = 0
    for token in _TOKEN.finditer(formula):
        match token.lastgroup:
            case "environment":
                is_known = token["environment"] in _ENVIRONMENTS
            case "command":
                is_known = token["command"] in _COMMANDS
            case "sign":
                is_known = token["sign"] in _SIGNS or token["sign"].isspace()
            case _:
                is_known = token["mark"] in "{}~"
                depth += {"{": 1, "}": -1}.get(token["mark"], 0)
        if not is_known or depth < 0:
            return False
    return depth == 0 and not formula.endswith("\\")
