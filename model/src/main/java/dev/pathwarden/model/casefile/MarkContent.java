package dev.pathwarden.model.casefile;

import java.util.Objects;
import java.util.Optional;

/** What a mark says. Texts are bounded: their constructors throw {@link CaseException} for one that is too long or empty, with a sentence for the user. */
public sealed interface MarkContent {

    /** Longest tag, in characters. */
    int LONGEST_TAG = 64;
    /** Longest title of a finding and name of a filter, in characters. */
    int LONGEST_TITLE = 200;
    /** Longest note, text of a finding and text of a filter, in characters. */
    int LONGEST_TEXT = 20_000;

    /** The word for this kind of mark in a case file and on the command line, such as {@code tag}. */
    String kind();

    /** The id of the mark, for what can be there once only: a star, a tag, a filter of that name, a judgement of the step. Empty for what can be there many times. */
    default Optional<MarkId> onlyId(Subject subject) {
        return Optional.empty();
    }

    /** To be looked at again. */
    record Star() implements MarkContent {

        @Override
        public String kind() {
            return "star";
        }

        @Override
        public Optional<MarkId> onlyId(Subject subject) {
            return Optional.of(MarkId.of(kind(), String.valueOf(subject)));
        }
    }

    /**
     * A word that groups runs and steps.
     *
     * @param tag the word, or a few, on one line
     */
    record Tag(String tag) implements MarkContent {

        public Tag {
            tag = CaseText.line("A tag", tag, LONGEST_TAG);
        }

        @Override
        public String kind() {
            return "tag";
        }

        @Override
        public Optional<MarkId> onlyId(Subject subject) {
            return Optional.of(MarkId.of(kind(), String.valueOf(subject), tag));
        }
    }

    /**
     * What somebody wants to be remembered.
     *
     * @param text any lines
     */
    record Note(String text) implements MarkContent {

        public Note {
            text = CaseText.text("A note", text, LONGEST_TEXT);
            if (text.isBlank()) {
                throw CaseText.refused("A note cannot be empty: say what is to be remembered.");
            }
        }

        @Override
        public String kind() {
            return "note";
        }
    }

    /**
     * What the investigation found.
     *
     * @param title what it is, on one line
     * @param severity how bad it is
     * @param state how far it was looked into
     * @param text more about it, any lines; empty for none
     */
    record Finding(String title, FindingSeverity severity, FindingState state, String text) implements MarkContent {

        public Finding {
            title = CaseText.line("The title of a finding", title, LONGEST_TITLE);
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(state, "state");
            text = CaseText.text("The text of a finding", text, LONGEST_TEXT);
        }

        @Override
        public String kind() {
            return "finding";
        }
    }

    /**
     * A filter to be used again. It is on no run and no step.
     *
     * @param name how it is found again; another filter of the same name takes its place
     * @param text what the filter bar is given: words or a condition
     */
    record SavedFilter(String name, String text) implements MarkContent {

        public SavedFilter {
            name = CaseText.line("The name of a filter", name, LONGEST_TITLE);
            text = CaseText.line("A filter", text, LONGEST_TEXT);
        }

        @Override
        public String kind() {
            return "filter";
        }

        @Override
        public Optional<MarkId> onlyId(Subject subject) {
            return Optional.of(MarkId.of(kind(), name));
        }
    }

    /**
     * Whether it is right that a guardrail stops the step. Said of a step, not of a guardrail, so that every guardrail can be measured on it; of one step it stands there once.
     *
     * @param right true where the step should be stopped, false where it is good work
     */
    record Judged(boolean right) implements MarkContent {

        /** How it stands in a case file and on the command line. */
        public String text() {
            return right ? "right" : "wrong";
        }

        @Override
        public String kind() {
            return "judged";
        }

        @Override
        public Optional<MarkId> onlyId(Subject subject) {
            return Optional.of(MarkId.of(kind(), String.valueOf(subject)));
        }
    }
}
