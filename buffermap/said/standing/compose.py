"""How words that govern one another add up: "agreed to discuss creating" a zone is a possibility.

A chain of operators is folded from the zone's words outwards. Each turns what it governs into a standing; the
outermost that bounds what is real wins, so that a plan for what is only discussed stays a possibility, and what is
said, noted or reported passes through as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from buffermap.said.grammar.operators import Operator
from buffermap.said.grammar.structure import Chain
from buffermap.said.values import Standing

# "open" is what is only named ("the creation of"), "exists" what nothing around it can undo ("troops in the zone").
State = Standing | Literal["open", "exists"] | None

_REAL = frozenset({"completed", "under_way"})
_UNBOUND = frozenset({None, "open", "completed", "under_way"})
_HELD = frozenset({
    "possible", "proposed", "demanded", "ordered", "hypothetical", "denied", "called_off", "planned",
})  # fmt: skip
_DONE = frozenset({"past", "part", "short"})
_PLANS = frozenset({"plan", "propose"})
_ENDS = frozenset({"end", "deny"})
# How surely who speaks behind the words says them: «ворог створить зону, припустив експерт».
_SPOKEN_AS: dict[str, Standing] = {"demand": "demanded", "possible": "possible", "propose": "proposed"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A standing and the span of the operator that gave it."""

    standing: Standing
    start: int
    end: int


def compose(chain: Chain, *, denied: bool, exists: bool, scene: bool = False) -> Reading | None:
    """Fold a chain into a standing.

    Parameters
    ----------
    chain
        What governs the zone's words.
    denied
        Whether "no" stands at them.
    exists
        Whether they are a place where something is: "troops in the zone".
    scene
        Whether they are only where something else ends: "to stop cars in a belt".

    Returns
    -------
    The standing with the span of the words that gave it; None where nothing tells.
    """
    state: State = "denied" if denied else None
    giver: Operator | None = None
    ops = _cast(chain)
    if scene:
        ops = [op._replace(roles=("do",)) if _ENDS & set(op.roles) else op for op in ops]
    for number, op in enumerate(ops):
        if exists and not op.attribute:
            state, exists = "exists", False
        made = _step(ops, number, state, chain)
        giver = op if made != state else giver
        state = made
    standing = _closed("exists" if exists else state, ops, chain)
    if standing is None:
        return None
    return Reading(standing, giver.start if giver else 0, giver.end if giver else 0)


def _cast(chain: Chain) -> list[Operator]:
    """Return the chain's operators, each in the part that it plays for this zone."""
    made: list[Operator] = []
    acted = False
    for number, op in enumerate((*chain.inner, *chain.outer)):
        outer = number >= len(chain.inner)
        if acted and set(op.roles) & {"make", "take_effect", "inside"}:
            made.append(op._replace(roles=("do",)))  # what is made is another thing, for the zone's sake
        elif _stretches(op, chain.at):
            made.append(op._replace(roles=("stand",)))
        elif "inside" in op.roles and not chain.definite:
            made.append(op._replace(roles=("make",)))  # "leave a strip free of troops"
        elif outer and op.finite and op.roles == ("plan",) and "purpose" in chain.within:
            made.append(op._replace(roles=("demand",)))  # «хочет, чтобы …»
        else:
            made.append(op)
        acted = acted or (op.verbal and not op.attribute)
    return made


def _stretches(op: Operator, at: int) -> bool:
    """Whether a zone itself does what a verb of making says: "the zone extends six miles"."""
    active = op.part == "verb" and not op.passive and op.form in {"s", "base", "past"}
    return active and "make" in op.roles and op.first > at


def _step(ops: list[Operator], number: int, state: State, chain: Chain) -> State:
    """Return what one operator makes of what it governs."""
    op, outer = ops[number], number >= len(chain.inner)
    if outer and "that" in chain.within:
        finite = any(one.finite and one.form != "base" for one in ops[:number])
        if "say" in op.roles or (op.roles == ("propose",) and finite and state in _REAL):
            return state  # what "images suggest" is there, what "envoys suggest" may be
    governor = next((one for one in ops if one.verbal and not one.attribute), None)
    is_subject = governor is not None and governor.finite and op.last < governor.first < chain.at
    if governor is not None and is_subject and not outer and op.part == "noun" and _PLANS & set(op.roles):
        return _by_plan(governor, state)
    if state in {"exists", "denied"}:
        return state
    if "inside" in op.roles and ("end" not in op.roles or state not in _HELD):
        return state if state in _HELD else "exists"
    return _mooded(op, _act(op, state, purpose=number > 0 and ops[number - 1].infinitive), chain)


def _by_plan(governor: Operator, state: State) -> State:
    """Read a plan or a pact as subject: "the plan calls for", "the pact of 1974 set up"."""
    if governor.helped and state == "completed":
        return "planned"  # "the goal is a zone"
    if state == "completed" and (governor.form == "past" or governor.perfect):
        return state
    return "proposed" if state in _UNBOUND | {"planned", "hypothetical", "demanded"} else state


def _act(op: Operator, state: State, *, purpose: bool) -> State:
    """Return the state that an operator gives by its role, its mood left out."""
    roles = set(op.roles)
    if op.adjunct and state is not None:
        return _under(op, state)
    if "say" in roles and (len(roles) == 1 or state not in {None, "open"}):
        if len(roles) == 1 and op.negated and op.part == "noun":
            state = "denied"  # "no sign of a zone"
        return state
    if roles & {"stand", "do"}:
        return _stood(op, state, purpose=purpose)
    act = next((_ACTS[role] for role in op.roles if role in _ACTS), None)
    return state if act is None else act(op, state)


def _under(op: Operator, state: State) -> State:
    """Read a plan or a pact under which something is to be; what is there already is not made less by it."""
    if op.role not in _PLANS or state not in {"hypothetical", "planned", "open"}:
        return state
    return "planned" if op.role == "plan" and state != "hypothetical" else "proposed"


def _make(op: Operator, state: State) -> State:
    if op.negated:
        return "denied"
    if state in _HELD - {"planned", "proposed"}:
        return state
    if not op.verbal:
        named: State = "completed" if op.attribute or op.form == "adj" else "open"
        return named if state is None else state
    return _tense(op)


def _tense(op: Operator) -> State:
    """Return how far the making of a zone is by the tense of its verb."""
    if op.form == "ing" and op.part == "ipf":
        return "under_way"  # «наступают, формируя зону»
    if op.infinitive or (op.form in {"inf", "ing"} and not op.progressive):
        return "open"
    if op.form == "base" and (op.mood is not None or op.first == 0):
        return "open" if op.mood else "demanded"  # "Draw a strip …"
    if op.form == "fut":
        return "planned"
    present = op.form in {"s", "pres", "base"} and not op.passive
    return "under_way" if op.progressive or present else "completed"


def _stood(op: Operator, state: State, *, purpose: bool) -> State:
    """Read a verb that finds a zone there, and any other: for what is only meant, what is done is done for it."""
    if op.negated and "stand" in op.roles and state in {None, "open", "planned", "proposed"}:
        return "denied"
    if state == "open":
        return _done_for(op, purpose=purpose)
    if state is not None or not (op.finite or op.infinitive):
        return state
    if op.infinitive:
        return "open"
    if op.progressive and "do" in op.roles:
        return "under_way"
    return "planned" if op.form == "fut" else "completed"


def _done_for(op: Operator, *, purpose: bool) -> State:
    """Read what is done for a zone's making: "burned fields to create a strip"."""
    if op.finite and (op.form == "past" or op.perfect):
        return "completed"
    if op.progressive or (op.finite and not purpose and op.form != "fut"):
        return "under_way"
    return "planned" if op.finite else "open"


def _start(op: Operator, state: State) -> State:
    if op.negated:
        return "planned" if state in _UNBOUND else state
    if op.part == "noun" and state is None:
        return "open"
    return "under_way" if state in _UNBOUND else state


def _carry(op: Operator, state: State) -> State:
    """Read "carries out the plan for", «решает задачу»: what is planned is being done."""
    if op.negated:
        return "denied"
    if op.infinitive or state not in _UNBOUND | {"planned"}:
        return state or "open"
    return "completed" if op.form in _DONE and not op.progressive else "under_way"


def _finish(op: Operator, state: State) -> State:
    if op.negated:
        return "denied"
    if op.progressive and state == "planned":
        return "under_way"
    if state in _HELD:
        return state
    return "open" if op.infinitive or op.part == "noun" else "completed"


def _plan(op: Operator, state: State) -> State:
    if op.negated:
        return "planned" if state == "called_off" else "denied"  # "has no plans to abandon it"
    if op.part == "noun" and state == "hypothetical":
        return "proposed"
    return state if state in _HELD - {"planned", "hypothetical"} else "planned"


def _propose(op: Operator, state: State) -> State:
    return "denied" if op.negated else state if state in {"called_off", "denied"} else "proposed"


def _demand(op: Operator, _: State) -> State:
    return "denied" if op.negated else "demanded"


def _order(op: Operator, state: State) -> State:
    return "denied" if op.negated else state if state in {"called_off", "denied"} else "ordered"


def _possible(op: Operator, state: State) -> State:
    if op.negated:
        return "denied"
    return state if state == "proposed" and op.mood != "may" else "possible"  # a proposal discussed is one


def _deny(op: Operator, state: State) -> State:
    if not op.negated:
        return "planned" if op.part == "phrase" and state == "called_off" else "denied"
    return state if state in _HELD else "planned" if op.part == "phrase" else "possible"


def _end(op: Operator, state: State) -> State:
    if not op.negated:
        return "called_off"
    return "planned" if state == "open" else "completed" if state is None else state


_ACTS: dict[str, Callable[[Operator, State], State]] = {
    "make": _make, "take_effect": _make, "start": _start, "carry": _carry, "finish": _finish, "plan": _plan,
    "propose": _propose, "demand": _demand, "order": _order, "possible": _possible, "deny": _deny, "end": _end,
}  # fmt: skip


def _mooded(op: Operator, made: State, chain: Chain) -> State:
    """Turn a state by "may", "must", "will" and "would"."""
    if op.mood is None or (op.mood == "may" and op.part == "phrase"):
        return made
    if op.mood == "may":
        return "denied" if op.negated else "possible"
    if op.negated and made == "denied":
        idle = op.mood == "would" and op.first > chain.at and not op.passive  # "would not stop drones"
        return "hypothetical" if idle else made
    if op.mood == "would":
        ended = op.negated and made == "called_off"
        needs = made == "demanded" and op.first > chain.at and "demand" in op.roles  # what a zone would need
        return "hypothetical" if made in _UNBOUND | {"planned"} or ended or needs else made
    if made in _UNBOUND:
        return "demanded" if op.mood == "must" else "planned"
    return made


def _closed(state: State, ops: list[Operator], chain: Chain) -> Standing | None:
    """Return the standing of a whole chain, by what it hangs on and the conditions around it."""
    if state == "exists":
        state = "completed"
    if state == "open":
        state = _named(ops, chain)
    if (
        state == "hypothetical"
        and not (chain.conditional or "cond" in chain.within)
        and _would_do(ops, chain.at)
    ):
        state = "planned" if chain.spoken else "proposed"
    if chain.tail is not None and state in {"planned", "hypothetical"}:
        state = _SPOKEN_AS.get(chain.tail.role, state)
    later = any(op.mood == "will" or op.form == "fut" for op in chain.around)
    if state in _REAL and ("purpose" in chain.within or ("adv" in chain.within and later)):
        state = "planned"  # "so that the army gets a strip", "will leave when the zone takes effect"
    if "cond" in chain.within and state in _UNBOUND | {"planned"}:
        return "hypothetical"
    if chain.conditional and state == "planned":
        return "possible"
    return None if state == "open" or state == "exists" else state  # noqa: PLR1714 - for the types


def _named(ops: list[Operator], chain: Chain) -> State:
    """Return the standing of what is only named: "Estonia to clear a strip", «доложил о создании»."""
    if (ops and ops[-1].infinitive) or "purpose" in chain.within:
        return "planned"
    return "completed" if any("say" in op.roles and op.form == "past" for op in ops) else None


def _would_do(ops: list[Operator], at: int) -> bool:
    """Whether "would" is the future of what somebody said: "he said that the army would set one up"."""
    would = [op for op in ops if op.mood == "would"]
    return bool(would) and all(
        (set(op.roles) & {"make", "take_effect", "stand", "start"} or op.first < at)
        and not (op.negated or op.perfect or op.obliged)
        for op in would
    )
