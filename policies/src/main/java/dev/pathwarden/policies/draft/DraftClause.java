package dev.pathwarden.policies.draft;

import java.util.List;
import java.util.Objects;

/**
 * One thing that a draft can ask for: all steps that it was drafted from have it, whichever of its choices is taken.
 *
 * @param name name in {@code let}, unique in its draft
 * @param reading what it reads
 * @param choices ways to keep what the steps had, the narrowest first; one or more
 * @param chosen the one that is taken, from 0
 * @param on whether the draft asks for it
 */
public record DraftClause(String name, Reading reading, List<Kept> choices, int chosen, boolean on) {

    public DraftClause {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reading, "reading");
        choices = List.copyOf(choices);
        Objects.checkIndex(chosen, choices.size());
    }

    /** The same clause, asked for or not. */
    public DraftClause with(boolean asked) {
        return new DraftClause(name, reading, choices, chosen, asked);
    }

    /**
     * The same clause with another choice.
     *
     * @param choice from 0
     */
    public DraftClause choosing(int choice) {
        return new DraftClause(name, reading, choices, choice, on);
    }

    /** The same clause, one choice wider; the widest asks for nothing. */
    public DraftClause wider() {
        return chosen + 1 < choices.size() ? choosing(chosen + 1) : with(false);
    }

    DraftClause named(String other) {
        return new DraftClause(other, reading, choices, chosen, on);
    }

    /** What is kept. */
    public Kept kept() {
        return choices.get(chosen);
    }

    /** How. */
    public Keep keep() {
        return kept().keep();
    }

    /** What the steps had, as far as it is kept. */
    public List<Object> values() {
        return kept().values();
    }

    /** It as a condition in the language of guardrails. */
    public String condition() {
        return condition(chosen);
    }

    /** It with that choice as a condition. */
    public String condition(int choice) {
        return choices.get(choice).condition(reading.text());
    }
}
