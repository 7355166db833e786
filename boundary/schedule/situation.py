"""The situation: a plan and its facts, made ready to be asked about an instant.

Two questions matter: may anything be shown (`hush`), and what shape does the tray have
(`glance`). Both are pure in the instant; when in doubt the answer is quiet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from boundary.clock import Span
from boundary.schedule.blocks import Block, DayPlan, Glance
from boundary.schedule.contact import EVIDENCED, TOUCHING, How, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.offers import SETTLES, Offer, ends_as_booked, offers_of
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind
from boundary.schedule.stretches import (
    Stretch,
    absences_of,
    company_of,
    needs_of,
    pauses_of,
    senses_work,
    shares_of,
    stretches_of,
    stuck_of,
    unstuck_of,
)
from boundary.schedule.stuck import STUCK

WRAP_UP = timedelta(minutes=7)
"""From this long before the booked end the tray's shape alone changes."""

SETTLED = timedelta(seconds=20)
"""A line that closed, or a crisis that is over, is believed after this."""

HERS = frozenset(
    {"locked", "waking", "hold", "no_evidence", "settling", "paused", "away", "day_closed"}
)
"""The reasons for silence that her own word outweighs: in none of them contact is known."""

AFTER_WAKE = timedelta(seconds=60)
"""After a sleep the day is looked at anew before anything is shown."""

TRUST_AFTER = timedelta(minutes=3)
"""A calendar that she trusts for ends is believed this long after one."""

ENDED_LATE = timedelta(minutes=30)
"""How long the day's last end is waited for where nothing can prove it."""


OF_THIS_END = timedelta(minutes=3)
"""Her word this long before a line closed still speaks of that closing."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What plan and facts say, in the forms in which an instant is asked about.

    `stuck` is since when a line that is still open is not believed (UTC), or None.
    """

    plan: DayPlan
    policy: Policy
    facts: tuple[Fact, ...]
    offers: tuple[Offer, ...]
    open_lines: tuple[Stretch, ...]
    shares: tuple[Stretch, ...]
    absences: tuple[Stretch, ...]
    needs: tuple[Stretch, ...]
    company: tuple[Stretch, ...]
    pauses: tuple[Stretch, ...]
    senses: bool
    trouble: str
    stuck: datetime | None = None

    @classmethod
    def of(
        cls,
        plan: DayPlan,
        facts: Sequence[Fact],
        policy: Policy,
        *,
        senses: bool = False,
        trouble: str = "",
    ) -> Situation:
        """Fold *facts* once; *senses* tells that they worked before these began."""
        return cls(
            plan,
            policy,
            tuple(facts),
            offers_of(plan, facts, policy),
            stretches_of(facts),
            shares_of(facts),
            absences_of(facts),
            needs_of(facts),
            company_of(facts),
            pauses_of(facts),
            senses or senses_work(facts),
            trouble,
            stuck_of(facts),
        )

    def with_facts(self, facts: Sequence[Fact], new: Fact) -> Situation:
        """Return this with *facts*, in which *new* is new and changes no plan and no sense."""
        offers = offers_of(self.plan, facts, self.policy) if new.key else self.offers
        return replace(self, facts=tuple(facts), offers=offers)

    def shown(self, mark: str) -> bool:
        """Tell whether what *mark* stands for has been put to her today."""
        return any(f.kind is FactKind.SHOWN and f.value == mark for f in self.facts)

    @property
    def booked(self) -> tuple[Span, ...]:
        """The booked times of what may hold a line open."""
        return tuple(life.session.span for life in self.plan.lives)

    def line_open(self, now: datetime) -> bool:
        """Tell whether microphone or camera are open at *now*."""
        return _holds(self.open_lines, now) is not None

    def life_at(self, now: datetime) -> Life | None:
        """Return the life that holds her, or may hold her, at *now*; prep not included."""
        held = [life for life in self.plan.lives if self._holds_her(life, now)]
        return held[-1] if held else None

    def _holds_her(self, life: Life, now: datetime) -> bool:
        if life.how is How.NOT_STARTED or life.span.start > now:
            return False
        if life.how in EVIDENCED:
            return now < life.span.end + SETTLES.get((life.how, life.early), timedelta(0))
        if life.how is How.BOOKED and now < life.span.end:
            return True
        if life.session.kind not in TOUCHING and life.how is How.BOOKED:
            return False
        if self._followed(life, now):
            return False
        if life.how is How.BOOKED and ends_as_booked(life, self.policy):
            return now < life.span.end + TRUST_AFTER or self.line_open(now)
        return True

    def _followed(self, life: Life, now: datetime) -> bool:
        """Tell whether what came later has made it idle to ask how *life* ended."""
        booked_end = life.session.span.end
        return any(
            (other.how in EVIDENCED and booked_end <= other.span.end <= now)
            or booked_end <= other.session.span.start <= now
            for other in self.plan.lives
            if other is not life
            and other.session.kind in TOUCHING
            and (other.contact or other.span.length)
        )

    def hush(self, now: datetime) -> str | None:
        """Return why nothing may be shown at *now*, as a stable code, or None if it may."""
        if self.plan.away:
            return "away"
        if _holds(self.pauses, now) is not None:
            return "paused"
        before_all = self._before_all(now)
        if before_all is not None:
            return before_all
        life = self.life_at(now)
        if life is not None:
            return self._why_held(life, now)
        if self.line_open(now):
            return self._line(now)
        if self._just_closed(now):
            return "settling"
        starts = [x.span.start for x in self.plan.lives if x.how in (How.BOOKED, How.LIVE)]
        if self.plan.ahead is not None:
            starts.append(self.plan.ahead)
        if any(start - self.policy.prep <= now < start for start in starts):
            return "prep"
        if _holds(self.absences, now) is not None:
            return "locked"
        if any(f.kind is FactKind.WAKE and f.at <= now < f.at + AFTER_WAKE for f in self.facts):
            return "waking"
        if self.closed_at(now):
            return "day_closed"
        return None

    def _before_all(self, now: datetime) -> str | None:
        for why, stretches in (
            ("clinical_need", self.needs),
            ("with_someone", self.company),
            ("share_on", self.shares),
        ):
            if _holds(stretches, now) is not None:
                return why
        return None

    def forbids(self, now: datetime) -> str | None:
        """Return why not even her own click may show something at *now*, or None if it may.

        An open line, a shared screen and a crisis count whatever else silences too.
        """
        known = self._before_all(now)
        if known is None and self.line_open(now):
            known = self._line(now)
        hush = self.hush(now)
        return known or (None if hush in HERS else hush)

    def _just_closed(self, now: datetime) -> bool:
        """Tell whether the line closed so lately that it may open again, and she said nothing.

        What she said long before, with the line still open, was of something else.
        """
        closing = next(
            (s for s in self.open_lines if s.end is not None and s.end <= now < s.end + SETTLED),
            None,
        )
        if closing is None or closing.end is None:
            return self._just_unstuck(now)
        since = max(closing.start, closing.end - OF_THIS_END)
        return not any(
            f.kind in (FactKind.ENDED, FactKind.NO_SHOW) and since <= f.at <= now
            for f in self.facts
        )

    def _just_unstuck(self, now: datetime) -> bool:
        """Tell whether a line that was not believed any more closed so lately."""
        return any(at <= now < at + SETTLED for at in unstuck_of(self.facts))

    @property
    def closed(self) -> bool:
        """Tell whether she has said her phrase today."""
        return any(f.kind is FactKind.CLOSED for f in self.facts)

    def closed_at(self, now: datetime) -> bool:
        """Tell whether her phrase has closed the day at *now*.

        Said after midnight, before this day's work, it closed the day before; and work that
        begins after it opens the day again.
        """
        starts = [x.span.start for x in self.plan.lives if x.session.kind in TOUCHING and x.contact]
        return any(
            f.kind is FactKind.CLOSED
            and (not starts or min(starts) <= f.at)
            and not any(f.at < start <= now + self.policy.prep for start in starts)
            for f in self.facts
        )

    def _line(self, now: datetime) -> str:
        kinds = [
            f.kind
            for f in self.facts
            if f.at <= now
            and f.kind in (FactKind.MIC_OPEN, FactKind.CAMERA_OPEN, FactKind.MIC_CLOSED)
        ]
        mic = [k for k in kinds if k is not FactKind.CAMERA_OPEN]
        return "mic_open" if mic and mic[-1] is FactKind.MIC_OPEN else "camera_open"

    def _why_held(self, life: Life, now: datetime) -> str:
        if life.how in EVIDENCED and now >= life.span.end:
            return "settling"
        if life.session.kind in (Kind.HOLD, Kind.UNKNOWN) and not self.line_open(now):
            return "hold"
        if life.session.kind in (Kind.PROFESSIONAL, Kind.PERSONAL):
            return "commitment" if now < life.session.span.end else self._after_end(now)
        return "in_session" if now < life.session.span.end else self._after_end(now)

    def _after_end(self, now: datetime) -> str:
        return self._line(now) if self.line_open(now) else "no_evidence"

    def running(self) -> Offer | None:
        """Return the break that has begun and is not over, if one is."""
        return next((o for o in self.offers if o.began is not None and not o.over), None)

    def ready(self, now: datetime) -> Offer | None:
        """Return the break that is there to be taken at *now*, shown, folded or in Today."""
        for offer in self.offers:
            if not offer.answered and offer.appears <= now < offer.until:
                return offer
        return None

    def glance(self, now: datetime) -> Glance:
        """Return the tray's shape at *now*, its reason, and since when until when."""
        pause = _holds(self.pauses, now)
        if pause is not None:
            return Glance("paused", "paused", pause.start, pause.end)
        if self.plan.away:
            line = _holds(self.open_lines, now)
            if line is None:
                return Glance("quiet", "away")
            return Glance("in_session", self._line(now), line.start)
        for why, stretches in (("clinical_need", self.needs), ("with_someone", self.company)):
            held = _holds(stretches, now)
            if held is not None:
                return Glance("in_session", why, held.start, held.end)
        life = self.life_at(now)
        if life is not None:
            return self._held_glance(life, now)
        line = _holds(self.open_lines, now)
        if line is not None:
            return Glance("in_session", self._line(now), line.start)
        share = _holds(self.shares, now)
        if share is not None:
            return Glance("in_session", "share_on", share.start)
        return self._free_glance(now)

    def _held_glance(self, life: Life, now: datetime) -> Glance:
        why, booked = self._why_held(life, now), life.session.span
        if why == "hold":
            return Glance("quiet", "hold", booked.start, booked.end)
        if why == "no_evidence":
            waiting = self.ready(now)
            if waiting is not None and not waiting.evidenced:
                return Glance("break_ready", why, booked.end, waiting.until)
            late = now >= booked.end + ENDED_LATE
            return Glance("quiet" if late else "in_session", why, booked.end)
        wrapping = booked.end - WRAP_UP <= now < booked.end and life.session.kind in TOUCHING
        shape = "wrap_up" if wrapping else "in_session"
        return Glance(shape, why, life.span.start, booked.end if now < booked.end else None)

    def _free_glance(self, now: datetime) -> Glance:
        running = self.running()
        if running is not None:
            return Glance("in_break", "in_break", running.began, running.until)
        ready = self.ready(now)
        if ready is not None:
            return Glance("break_ready", _why_ready(ready, now), ready.appears, ready.until)
        if self.trouble:
            return Glance("trouble", self.trouble)
        if self.stuck is not None:
            return Glance("trouble", STUCK, self.stuck)
        if self.closed_at(now):
            return Glance("closed", "day_closed")
        return Glance("quiet", *self._free_why(now))

    def _free_why(self, now: datetime) -> tuple[str, datetime | None, datetime | None]:
        block = next((b for b in self.plan.blocks if b.span.contains(now)), None)
        if block is not None and block.kind in ("lunch", "notes"):
            return block.kind.value, block.span.start, block.span.end
        starts = [life.span.start for life in self.plan.lives if life.how is How.BOOKED]
        ahead = min((s for s in starts if s > now), default=None)
        if ahead is not None and ahead - self.policy.prep <= now:
            return "prep", ahead - self.policy.prep, ahead
        if ahead is not None and all(life.span.start > now for life in self.plan.lives):
            return "before_day", None, ahead
        if not self.plan.lives:
            return "not_workday", None, None
        short = self._gap_short(now)
        return ("gap_short" if short else "free"), None, ahead

    def _gap_short(self, now: datetime) -> bool:
        crowded = set(self.plan.crowded)
        past = [life for life in self.plan.lives if life.span.end <= now]
        return bool(past) and past[-1].session.key in crowded

    def block_now(self, now: datetime) -> Block | None:
        """Return the block that lies over *now*, if one does."""
        return next((b for b in self.plan.blocks if b.span.contains(now)), None)


def _why_ready(ready: Offer, now: datetime) -> str:
    """Return where a break waits: on its card, at the screen's edge, or in Today alone."""
    if ready.shown is None:
        return "in_today"
    return "folded" if ready.folded_at(now) else "break_ready"


def _holds(stretches: Sequence[Stretch], now: datetime) -> Stretch | None:
    return next((s for s in reversed(stretches) if s.start <= now and s.lasts_past(now)), None)
