package dev.pathwarden.policies.tool;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the names of a tool and its arguments say of it, as a person reads them. A draft: a name can say anything, and a catalogue corrects it.
 */
public final class ToolDraft {

    private static final Set<String> READS = Set.of("get", "search", "list", "read", "find", "fetch", "retrieve", "show", "check", "lookup", "query", "view", "describe", "count", "browse", "load", "inspect", "ls",
            "cat", "stat", "download", "preview", "status", "info", "is", "has", "calculate", "compute", "summarize", "translate");
    private static final Map<ArgumentRole, String> ROLES = Map.of(
            ArgumentRole.TARGET, "to recipient account iban address url uri host email mail user username participant channel destination dest target bcc cc phone number beneficiary payee receiver endpoint server repo "
                    + "repository link domain street city attendee guest member contact webhook bucket queue topic site website assignee owner",
            ArgumentRole.PATH, "path file filename directory dir folder attachment document",
            ArgumentRole.COMMAND, "command cmd argv script code sql statement shell program",
            ArgumentRole.CREDENTIAL, "password passwd passphrase token secret key credential pin otp",
            ArgumentRole.CONTENT, "subject body content message description text title note comment summary reason memo html markdown prompt data payload caption answer question",
            ArgumentRole.DETAIL, "date time amount n limit count start end day recurring permission price size format type status first last rating duration month year hour minute currency priority level offset page "
                    + "quantity timeout timezone language locale color confirm force dry since until interval percent total max min top");
    private static final Map<String, ArgumentRole> BY_WORD = byWord();

    private ToolDraft() {
    }

    private static Map<String, ArgumentRole> byWord() {
        Map<String, ArgumentRole> roles = new HashMap<>();
        ROLES.forEach((role, words) -> {
            for (String word : words.split(" ")) {
                roles.put(word, role);
            }
        });
        return Map.copyOf(roles);
    }

    /** What a tool's name says. Its first word that says anything decides: {@code get_sent_mail} reads. */
    public static ToolEntry of(String name) {
        return new ToolEntry(name, effects(name), Map.of(), Set.of());
    }

    private static Set<ToolEffect> effects(String name) {
        for (String word : NameWords.of(name)) {
            if (READS.contains(word)) {
                return EnumSet.of(ToolEffect.READS);
            }
            int known = EffectVerbs.of(EffectVerbs.hash(word));
            for (ToolEffect effect : ToolEffect.values()) {
                if (EffectVerbs.asksFor(known, effect)) {
                    return EnumSet.of(effect);
                }
            }
        }
        return Set.of();
    }

    /**
     * What an argument's name says of its role: its last word that says anything, so that {@code file_type} is a detail and {@code file_name} a path. A name that says nothing picks one of several
     * things.
     *
     * @param path path of a value in the arguments, such as {@code to} or {@code rows[0].email}; where its last name says nothing, the one before does
     */
    static ArgumentRole role(String path) {
        int end = path.length();
        while (end > 0) {
            int from = path.lastIndexOf('.', end - 1) + 1;
            int index = path.indexOf('[', from);
            ArgumentRole role = roleOf(NameWords.of(path.substring(from, index < 0 || index > end ? end : index)));
            if (role != null) {
                return role;
            }
            end = from - 1;
        }
        return ArgumentRole.SELECTOR;
    }

    private static ArgumentRole roleOf(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            ArgumentRole role = BY_WORD.getOrDefault(words.get(i), BY_WORD.get(NameWords.singular(words.get(i))));
            if (role != null) {
                return role;
            }
        }
        return null;
    }
}
