package dev.pathwarden.recorder.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads what {@code --fail-on} is given. For one expression. */
final class FailOnParser {

    private static final List<String> OPERATORS = List.of(">=", "<=", "==", "!=", ">", "<", "=");
    private static final String ON = "on";
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int at;

    FailOnParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no expression; the message says where and what was expected */
    FailOn parse() {
        List<FailOn.Test> tests = new ArrayList<>();
        do {
            tests.add(test());
        } while (accept(","));
        if (at < text.length()) {
            throw expected("a comma or 'on' and the name of a set");
        }
        return new FailOn(text, tests);
    }

    private FailOn.Test test() {
        blanks();
        int from = at;
        String count = word();
        if (count.isEmpty()) {
            throw expected("the name of a count");
        }
        String operator = OPERATORS.stream().filter(this::accept).findFirst().orElseThrow(() -> expected("one of " + String.join(" ", OPERATORS)));
        long number = number();
        int end = at;
        String set = "";
        int setAt = 0;
        blanks();
        if (at > end && text.startsWith(ON, at) && (at + ON.length() == text.length() || Character.isWhitespace(text.charAt(at + ON.length())))) {
            at += ON.length();
            blanks();
            setAt = at + 1;
            set = word();
            if (set.isEmpty()) {
                throw expected("the name of a set of runs");
            }
            end = at;
        }
        blanks();
        return new FailOn.Test(text.substring(from, end), count, operator, number, set, from + 1, setAt);
    }

    private long number() {
        blanks();
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from || at - from > MOST_DIGITS) {
            at = from;
            throw expected("a whole number of at most " + MOST_DIGITS + " digits");
        }
        return Long.parseLong(text.substring(from, at));
    }

    /** Letters, digits, hyphens and underscores. */
    private String word() {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '-')) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean accept(String token) {
        blanks();
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        String found = at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 10)) + "'" : "its end";
        return new IllegalArgumentException("'" + text + "' is no condition: at character " + (at + 1) + ", before " + found + ", " + what + " was expected, as in block > 0 or newBlocks > 0 on clean");
    }
}
