package dev.pathwarden.policies.target;

import dev.pathwarden.policies.text.Ascii;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Splits a shell's text into commands and their words: quotes, escapes, separators, comments and command substitutions, no variables. */
final class ShellWords {

    private static final char BACKTICK = '`';

    private final List<List<String>> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    /** For each substitution that is open, the quote it stands in, or a backtick where that closes it. */
    private final Deque<Character> open = new ArrayDeque<>();
    private List<String> command = new ArrayList<>();
    private boolean inWord;
    private char quote;

    private ShellWords() {
    }

    /** The commands, each as its words. */
    static List<List<String>> commands(String text) {
        ShellWords words = new ShellWords();
        for (int i = 0; i < text.length(); i++) {
            i = words.read(text, i);
        }
        words.endCommand();
        return words.commands;
    }

    /** Reads what stands at that place and gives back the offset of its last character. */
    private int read(String text, int i) {
        char c = text.charAt(i);
        if (quote == '\'') {
            quote = c == '\'' ? 0 : quote;
            put(c, c != '\'');
        } else if (c == '\\' && i + 1 < text.length()) {
            put(text.charAt(i + 1), text.charAt(i + 1) != '\n');
            return i + 1;
        } else if (c == '"') {
            quote = quote == 0 ? '"' : 0;
            inWord = true;
        } else if (c == '$' && Ascii.at(text, i + 1) == '(') {
            substitute(quote);
            return i + 1;
        } else if (c == BACKTICK) {
            backtick();
        } else if (quote != 0) {
            put(c, true);
        } else if (c == '#' && !inWord) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end - 1;
        } else {
            unquoted(c);
        }
        return i;
    }

    private void substitute(char inside) {
        endCommand();
        open.push(inside);
        quote = 0;
    }

    private void backtick() {
        if (!open.isEmpty() && open.peek() == BACKTICK) {
            endCommand();
            open.pop();
        } else {
            substitute(BACKTICK);
        }
    }

    private void unquoted(char c) {
        switch (c) {
            case '\'' -> {
                quote = c;
                inWord = true;
            }
            case ' ', '\t' -> endWord();
            case ')' -> {
                endCommand();
                if (!open.isEmpty() && open.peek() != BACKTICK) {
                    quote = open.pop();
                }
            }
            case '\n', '\r', ';', '|', '&', '(' -> endCommand();
            default -> put(c, true);
        }
    }

    private void put(char c, boolean part) {
        inWord = true;
        if (part) {
            word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            command.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }
}
