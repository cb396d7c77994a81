package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles a message with places such as {@code {step.file.path}}; doubled braces stand for themselves. */
final class MessageCompiler {

    private static final String ARGUMENT = PathVariable.STEP_ARGS.text() + ".";
    private static final Pattern ARGUMENT_PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*){0,9}");

    private final LocatedText text;
    private final List<String> lets;
    private final Set<String> known;
    private final List<Message.Piece> pieces = new ArrayList<>();

    private MessageCompiler(LocatedText text, List<String> lets, Set<String> known) {
        this.text = text;
        this.lets = lets;
        this.known = known;
    }

    static Optional<Message> compile(LocatedText text, List<String> lets, CelEnvironment environment, String source, List<Problem> problems) {
        try {
            return Optional.of(new MessageCompiler(text, lets, environment.names()).compile());
        } catch (Unsupported wrong) {
            problems.add(new Problem(Problem.Severity.ERROR, source, text.line(wrong.offset()), text.column(wrong.offset()), wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Message compile() throws Unsupported {
        String message = text.text();
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < message.length()) {
            char c = message.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < message.length() && message.charAt(i + 1) == c) {
                plain.append(c);
                i += 2;
            } else if (c == '{') {
                int end = message.indexOf('}', i);
                if (end < 0) {
                    throw new Unsupported(i, "This '{' has no '}'. Write '{{' for a brace.");
                }
                flush(plain);
                String name = message.substring(i + 1, end);
                pieces.add(new Message.Piece(name, place(name, i + 1)));
                i = end + 1;
            } else {
                plain.append(c);
                i++;
            }
        }
        flush(plain);
        return new Message(pieces);
    }

    private void flush(StringBuilder plain) {
        if (!plain.isEmpty()) {
            pieces.add(new Message.Piece(plain.toString(), null));
            plain.setLength(0);
        }
    }

    private Expr place(String name, int offset) throws Unsupported {
        if (lets.contains(name)) {
            return new Expr.Let(lets.indexOf(name));
        }
        Optional<PathVariable> variable = PathVariable.of(name);
        if (variable.isPresent() && !variable.get().isFunction() && !variable.get().isOfRecord()) {
            return new Expr.VariableRead(variable.get());
        }
        if (known.contains(name)) {
            return new Expr.FieldRead(Field.ofRead(name).orElseThrow());
        }
        if (name.startsWith(ARGUMENT) && ARGUMENT_PATH.matcher(name.substring(ARGUMENT.length())).matches()) {
            Expr argument = new Expr.VariableRead(PathVariable.STEP_ARGS);
            for (String key : name.substring(ARGUMENT.length()).split("\\.")) {
                argument = new Expr.Select(argument, key);
            }
            return argument;
        }
        throw new Unsupported(offset, "A message cannot show '" + (name.length() > 60 ? name.substring(0, 59) + "…" : name) + "'." + Suggestion.of(name, known));
    }
}
