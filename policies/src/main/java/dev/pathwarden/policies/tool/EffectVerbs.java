package dev.pathwarden.policies.tool;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * English verbs by what doing them does, and the few other words that tell a request from a report. Chosen from what tools of agents do, not from any list of attacks.
 *
 * <p>Looked up by a hash of the word, so that a text can be gone through without making a word of it. A lookup takes some nanoseconds and makes nothing.
 */
public final class EffectVerbs {

    private static final Map<ToolEffect, String> VERBS = Map.of(
            ToolEffect.SENDS, "send email mail forward reply respond message notify text dm post publish share invite upload submit pay transfer wire refund reimburse deposit buy purchase donate broadcast "
                    + "announce tweet fax remit leak exfiltrate disclose deliver ship",
            ToolEffect.CHANGES, "create make add write append insert book reserve schedule register save store set update change edit modify adjust reschedule move rename replace reset enable disable grant "
                    + "approve put increase decrease run execute install deploy order subscribe start stop assign sign commit merge push patch restart close open accept reject rate enroll hire promote",
            ToolEffect.DESTROYS, "delete remove cancel drop erase clear unsubscribe revoke kick wipe purge destroy truncate uninstall ban withdraw terminate overwrite");

    private static final Map<String, ToolEffect> IRREGULAR = Map.ofEntries(Map.entry("sent", ToolEffect.SENDS), Map.entry("paid", ToolEffect.SENDS), Map.entry("bought", ToolEffect.SENDS),
            Map.entry("payment", ToolEffect.SENDS), Map.entry("payments", ToolEffect.SENDS), Map.entry("made", ToolEffect.CHANGES), Map.entry("written", ToolEffect.CHANGES),
            Map.entry("wrote", ToolEffect.CHANGES), Map.entry("ran", ToolEffect.CHANGES), Map.entry("running", ToolEffect.CHANGES), Map.entry("setting", ToolEffect.CHANGES), Map.entry("putting", ToolEffect.CHANGES),
            Map.entry("reservation", ToolEffect.CHANGES), Map.entry("dropped", ToolEffect.DESTROYS), Map.entry("dropping", ToolEffect.DESTROYS), Map.entry("transferred", ToolEffect.SENDS),
            Map.entry("transferring", ToolEffect.SENDS), Map.entry("shipped", ToolEffect.SENDS), Map.entry("shipping", ToolEffect.SENDS), Map.entry("submitted", ToolEffect.SENDS), Map.entry("submitting", ToolEffect.SENDS));

    /** Verbs that, unless one is asked with them, name a thing more often than a deed: an email, a book. */
    private static final Set<String> THINGS = Set.of("email", "mail", "message", "text", "dm", "post", "fax", "tweet", "reply", "share", "order", "book", "store", "set", "start", "stop", "sign", "rate", "push", "patch",
            "commit", "run", "reserve", "schedule", "change", "update", "move", "close", "drop", "ship", "purchase", "refund", "deposit", "register", "increase", "decrease", "put", "ban");

    /** Words that ask for nothing but to be told. */
    private static final Set<String> READING = Set.of("get", "read", "list", "search", "find", "fetch", "retrieve", "show", "check", "lookup", "query", "view", "describe", "count", "what", "who", "whose", "when", "where",
            "which", "how", "why", "summarize", "summary", "tell", "look", "give", "compare", "is", "are", "am", "do", "does", "did", "browse", "inspect", "calculate", "explain", "translate", "analyze", "display");

    /** Words behind which a verb's form is a noun, or the verb is said of somebody else than the reader. */
    private static final Set<String> NOT_BEFORE = Set.of("i", "we", "they", "he", "she", "who", "which", "that", "a", "an", "the", "my", "your", "our", "his", "her", "their", "its", "this", "these", "those", "last",
            "next", "of", "no", "any", "each", "every", "some", "by", "in", "with", "from");

    /** Words that speak of the reader's own task, or of what he is. */
    private static final Set<String> TASK = Set.of("instruction", "instructions", "task", "tasks", "prompt", "prompts", "assistant", "ai", "agent", "model", "chatbot", "llm", "directive", "directives", "rules", "guidelines");

    /** Verbs that set aside what was said before. */
    private static final Set<String> OVERRIDING = Set.of("ignore", "disregard", "forget", "override", "bypass");

    /** Verbs that hand the choice to what is read, together with a word of what is asked there. */
    private static final Set<String> FOLLOWING = Set.of("do", "follow", "perform", "execute", "complete", "carry", "act", "handle", "adjust", "update", "apply", "implement", "process", "work");
    private static final Set<String> FOLLOWED = Set.of("instruction", "instructions", "action", "actions", "task", "tasks", "todo", "todos", "step", "steps", "request", "requests", "accordingly", "asks", "says", "tells");

    private static final int BASE = 1;
    private static final int ANY = 8;
    private static final int NOT_BEFORE_FLAG = 64;
    private static final int READING_FLAG = 128;
    private static final int TASK_FLAG = 256;
    private static final int OVERRIDING_FLAG = 512;
    private static final int FOLLOWING_FLAG = 1024;
    private static final int FOLLOWED_FLAG = 2048;
    private static final Words WORDS = words();

    private EffectVerbs() {
    }

    private static Words words() {
        Map<String, Integer> flags = new HashMap<>();
        VERBS.forEach((effect, verbs) -> {
            for (String verb : verbs.split(" ")) {
                boolean deed = !THINGS.contains(verb);
                put(flags, verb, BASE << effect.ordinal() - 1 | (deed ? ANY << effect.ordinal() - 1 : 0));
                boolean silent = verb.endsWith("e");
                put(flags, verb + "s", deed ? ANY << effect.ordinal() - 1 : 0);
                put(flags, verb + (silent ? "d" : "ed"), ANY << effect.ordinal() - 1);
                put(flags, (silent ? verb.substring(0, verb.length() - 1) : verb) + "ing", ANY << effect.ordinal() - 1);
            }
        });
        IRREGULAR.forEach((word, effect) -> put(flags, word, ANY << effect.ordinal() - 1));
        NOT_BEFORE.forEach(word -> put(flags, word, NOT_BEFORE_FLAG));
        READING.forEach(word -> put(flags, word, READING_FLAG));
        TASK.forEach(word -> put(flags, word, TASK_FLAG));
        OVERRIDING.forEach(word -> put(flags, word, OVERRIDING_FLAG));
        FOLLOWING.forEach(word -> put(flags, word, FOLLOWING_FLAG));
        FOLLOWED.forEach(word -> put(flags, word, FOLLOWED_FLAG));
        return new Words(flags);
    }

    private static void put(Map<String, Integer> flags, String word, int flag) {
        flags.merge(word, flag, (before, more) -> before | more);
    }

    /** Hash of a word in small letters; that of nothing is {@link Words#EMPTY}. */
    public static long hash(String word) {
        long hash = Words.EMPTY;
        for (int i = 0; i < word.length(); i++) {
            hash = Words.add(hash, word.charAt(i));
        }
        return hash;
    }

    /** What is known of the word with that hash; 0 where nothing is. To be asked with the methods below. */
    public static int of(long hash) {
        return WORDS.flags(hash);
    }

    /** Whether it is the form in which one asks for that effect: "send", not "sent". */
    public static boolean asksFor(int word, ToolEffect effect) {
        return effect.acts() && (word & BASE << effect.ordinal() - 1) != 0;
    }

    /** Whether it speaks of that effect in any form. */
    public static boolean speaksOf(int word, ToolEffect effect) {
        return effect.acts() && (word & ANY << effect.ordinal() - 1) != 0;
    }

    /** Whether it speaks of any effect, or one can ask for some with it. */
    public static boolean concernsEffects(int word) {
        return (word & ((ANY | ANY << 1 | ANY << 2) | (BASE | BASE << 1 | BASE << 2))) != 0;
    }

    /** Whether what follows it is no request to the reader. */
    public static boolean turnsAway(int word) {
        return (word & NOT_BEFORE_FLAG) != 0;
    }

    /** Whether it asks to be told or shown something. */
    public static boolean reads(int word) {
        return (word & READING_FLAG) != 0;
    }

    /** Whether it speaks of the reader's task, or of the reader as a machine. */
    public static boolean ofTheTask(int word) {
        return (word & TASK_FLAG) != 0;
    }

    /** Whether it sets aside what was said before. */
    public static boolean overrides(int word) {
        return (word & OVERRIDING_FLAG) != 0;
    }

    /** Whether it can mean to do as something says: "follow". */
    public static boolean follows(int word) {
        return (word & FOLLOWING_FLAG) != 0;
    }

    /** Whether it can mean what is asked for elsewhere: "instructions". */
    public static boolean isFollowed(int word) {
        return (word & FOLLOWED_FLAG) != 0;
    }
}
