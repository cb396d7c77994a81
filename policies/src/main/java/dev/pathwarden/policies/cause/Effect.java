package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.tool.NameWords;
import java.util.Set;

/** Judges from a step's operation, facts and name whether it changes or sends something, and what part an argument plays in it. */
final class Effect {

    private static final Set<String> CHANGING = Set.of("send", "update", "delete", "create", "add", "transfer", "pay", "schedule", "reschedule", "reserve", "book", "post", "write", "remove", "cancel", "share",
            "invite", "append", "set", "change", "execute", "run", "put", "publish", "upload", "forward", "reply", "move", "rename", "insert", "drop", "edit", "modify", "reset", "grant", "revoke", "buy", "order",
            "make", "submit", "save", "store", "install", "kick", "approve", "refund", "deposit", "withdraw", "notify", "subscribe", "unsubscribe", "patch", "push", "deploy", "email", "message", "commit", "merge");
    private static final Set<String> TARGETS = Set.of("to", "recipient", "account", "iban", "address", "url", "uri", "host", "path", "file", "filename", "email", "mail", "user", "username", "participant", "channel", "id",
            "destination", "dest", "target", "bcc", "cc", "phone", "number", "beneficiary", "payee", "receiver", "endpoint", "server", "repo", "repository", "command", "argv", "link", "domain", "password", "token", "key");

    private Effect() {
    }

    /** Whether the step changes or sends something. */
    static boolean of(Step step) {
        return switch (step.operation()) {
            case TOOL_CALL, MCP_CALL -> NameWords.of(step.name()).stream().anyMatch(CHANGING::contains);
            case DATA_FILE_WRITE, DATA_FILE_DELETE, CODE_PROCESS, CODE_SCRIPT, DATA_NET, AGENT_HANDOFF -> true;
            case DATA_SQL -> step.facts().isTrue(Field.SQL_WRITES);
            case DATA_HTTP -> !"GET".equals(step.facts().text(Field.HTTP_METHOD)) && !"HEAD".equals(step.facts().text(Field.HTTP_METHOD));
            default -> false;
        };
    }

    /** Whether an argument says where to, to whom or on what, rather than what with. */
    static boolean isTarget(String argumentPath) {
        int dot = argumentPath.lastIndexOf('.');
        for (String word : NameWords.of(argumentPath.substring(dot + 1))) {
            if (TARGETS.contains(word) || word.endsWith("s") && TARGETS.contains(word.substring(0, word.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
