package io.claimdispatch.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Deals the kinds of faults like cards. The first round has one of each, in an order in which even a short run shows
 * something: a kill, another one, the black hole, and then the others. Each further round has as many of each as it has cards.
 */
final class FaultDeck {

    private final Random random;
    private final Deque<Fault.Kind> round = new ArrayDeque<>();
    private boolean isFirst = true;

    FaultDeck(Random random) {
        this.random = random;
    }

    Fault.Kind next() {
        if (round.isEmpty()) {
            round.addAll(isFirst ? first() : further());
            isFirst = false;
        }
        return round.remove();
    }

    private List<Fault.Kind> first() {
        List<Fault.Kind> kinds = new ArrayList<>(List.of(Fault.Kind.values()));
        kinds.removeAll(List.of(Fault.Kind.KILL, Fault.Kind.BLACK_HOLE));
        Collections.shuffle(kinds, random);
        kinds.add(0, Fault.Kind.KILL);
        kinds.add(2, Fault.Kind.BLACK_HOLE);
        return kinds;
    }

    private List<Fault.Kind> further() {
        List<Fault.Kind> cards = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            cards.addAll(Collections.nCopies(kind.cards(), kind));
        }
        Collections.shuffle(cards, random);
        return cards;
    }
}
