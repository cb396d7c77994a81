package dev.pathwarden.samples.script;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a scripted model says, turn by turn. Data, read by {@link ScriptReader}.
 *
 * @param title what the script is for, one sentence
 * @param model name the model goes by
 * @param turns the model's answers, in order; only the last one calls no tool
 */
public record Script(String title, String model, List<Turn> turns) {

    public Script {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(model, "model");
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one turn");
        }
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).calls().isEmpty() != (i == turns.size() - 1)) {
                throw new IllegalArgumentException("turn " + (i + 1) + " of " + turns.size() + ": every turn but the last calls a tool, and the last calls none");
            }
        }
    }

    /**
     * One answer of the model.
     *
     * @param lines what it says; the first line whose condition holds is said
     * @param calls the tools it asks for
     */
    public record Turn(List<Line> lines, List<Call> calls) {
        public Turn {
            lines = List.copyOf(lines);
            calls = List.copyOf(calls);
        }
    }

    /**
     * Something the model may say.
     *
     * @param ifResultContains said only if the result of some tool so far contains this text; null where it is said in any case
     * @param text what is said
     */
    public record Line(String ifResultContains, String text) {
        public Line {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A tool the model asks for.
     *
     * @param tool name of the tool
     * @param arguments arguments by name; in text, <code>{{result:NAME}}</code> stands for the last result of tool NAME
     */
    public record Call(String tool, Map<String, Object> arguments) {
        public Call {
            Objects.requireNonNull(tool, "tool");
            arguments = Map.copyOf(arguments);
        }
    }
}
