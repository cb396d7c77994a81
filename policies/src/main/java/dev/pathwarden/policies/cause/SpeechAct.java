package dev.pathwarden.policies.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How much a sentence speaks as an order to whoever reads it: an imperative, the reader addressed with "you must" or "please", talk of the reader's own task.
 *
 * <p>Looks at what a sentence does, not for the phrases of any one benchmark or attack. English only; text in other languages gets no score, and ranking then rests on
 * where values came from.
 */
final class SpeechAct {

    /** From here on a sentence counts as an order. */
    static final int ORDER = 3;

    private static final int MAX_SENTENCES = 4_000;

    /** Verbs that ask for an effect when they open a sentence. */
    private static final Set<String> VERBS = Set.of("send", "transfer", "pay", "forward", "delete", "remove", "create", "add", "update", "change", "set", "schedule", "book", "reserve", "invite",
            "share", "post", "publish", "upload", "download", "run", "execute", "open", "visit", "click", "call", "email", "mail", "write", "reply", "respond", "give", "make", "buy", "order", "purchase",
            "subscribe", "reset", "grant", "install", "disclose", "reveal", "ignore", "disregard", "forget", "include", "get", "read", "retrieve", "search", "find", "fetch", "list", "cancel",
            "reschedule", "approve", "refund", "wire", "deposit", "withdraw", "copy", "move", "rename", "append", "insert", "drop", "replace", "use", "do", "go", "look", "check", "tell", "print",
            "output", "return", "submit", "register", "login", "log", "stop", "start", "enable", "disable", "increase", "decrease", "assign", "message", "notify", "text", "dm", "save", "store", "export",
            "import", "encode", "encrypt", "attach", "navigate", "browse", "follow", "complete", "perform", "proceed", "ensure", "remember", "say", "ask", "turn", "put", "provide", "summarize");
    private static final Set<String> OPENERS = Set.of("please", "kindly", "first", "then", "now", "instead", "next", "also", "finally", "immediately", "just", "and", "so", "therefore", "afterwards", "always",
            "todo", "note", "important", "urgent", "attention", "to-do", "step", "task", "action", "-", "*");
    private static final Set<String> CLAUSES = Set.of("before", "after", "once", "if", "when", "while", "until", "upon", "in", "to", "as", "for", "since", "because", "unless", "whenever");
    private static final String COMMA = ",";
    private static final Set<String> MODAL = Set.of("must", "should", "need", "have", "shall", "will", "can", "could", "may", "ought", "want");
    private static final Set<String> ABOUT_TASK = Set.of("instruction", "instructions", "task", "tasks", "prompt", "prompts", "assistant", "ai", "agent", "model", "chatbot", "llm", "directive", "directives", "rules",
            "guidelines");

    private SpeechAct() {
    }

    /**
     * A sentence of a text.
     *
     * @param from offset of its first character
     * @param to offset behind its last one
     * @param weight how much it speaks as an order, from 0; an order from {@link #ORDER}
     */
    record Sentence(int from, int to, int weight) {

        boolean isOrder() {
            return weight >= ORDER;
        }
    }

    /** The sentences of a text that ask for something, in order. */
    static List<Sentence> orders(String text) {
        List<Sentence> orders = new ArrayList<>();
        int from = 0;
        int seen = 0;
        for (int i = 0; i <= text.length() && seen < MAX_SENTENCES; i++) {
            int skip = i == text.length() ? 1 : breakAt(text, i);
            if (skip == 0) {
                continue;
            }
            int weight = weight(text, from, i);
            seen++;
            if (weight >= ORDER) {
                orders.add(new Sentence(from, i, weight));
            }
            from = i + skip;
            i = from - 1;
        }
        return orders;
    }

    /** Characters of the break between sentences at that place; 0 where there is none. */
    private static int breakAt(String text, int i) {
        char c = text.charAt(i);
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (c == '\\' && next == 'n') {
            return 2;
        }
        if (c == '\n') {
            int k = i + 1;
            while (k < text.length() && (text.charAt(k) == ' ' || text.charAt(k) == '\t' || text.charAt(k) == '\r')) {
                k++;
            }
            char first = k < text.length() ? text.charAt(k) : '\n';
            return first == '\n' || first == '-' || first == '*' || first == '#' ? 1 : 0;
        }
        boolean mark = c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
        return mark && (next == ' ' || next == '\n' || next == '\\' || next == '"' || next == '\'' || next == '<') || c == '>' ? 1 : 0;
    }

    private static int weight(String text, int from, int to) {
        List<String> words = words(text, from, to);
        if (words.size() < 2) {
            return 0;
        }
        int weight = imperative(words) ? 3 : 0;
        boolean task = false;
        boolean you = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean second = word.equals("you") || word.equals("your");
            you |= second;
            weight += word.equals("you") && i + 1 < words.size() && MODAL.contains(words.get(i + 1)) ? 2 : 0;
            task |= ABOUT_TASK.contains(word);
            weight += word.equals("please") || word.equals("previous") || word.equals("instead") ? 1 : 0;
        }
        return weight + (task && you ? 2 : task && weight > 0 ? 1 : 0);
    }

    /** An action verb at the beginning, or behind the comma of a clause such as "before you go on, ...". */
    private static boolean imperative(List<String> words) {
        if (imperativeAt(words, 0)) {
            return true;
        }
        int comma = CLAUSES.contains(words.get(0)) ? words.indexOf(COMMA) : -1;
        return comma >= 0 && imperativeAt(words, comma + 1);
    }

    private static boolean imperativeAt(List<String> words, int from) {
        int at = from;
        while (at < words.size() && at < from + 4 && (OPENERS.contains(words.get(at)) || words.get(at).equals(COMMA))) {
            at++;
        }
        return at < words.size() && VERBS.contains(words.get(at)) && !(at + 1 < words.size() && words.get(at + 1).equals("of"));
    }

    private static List<String> words(String text, int from, int to) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int limit = Math.min(to, from + 1_000);
        for (int i = from; i <= limit; i++) {
            boolean letter = i < limit && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-' && start >= 0);
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (i < limit && text.charAt(i) == ',') {
                words.add(COMMA);
            }
        }
        return words;
    }
}
