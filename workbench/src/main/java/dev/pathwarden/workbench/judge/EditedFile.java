package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The guardrail file that is edited, and the editor that it is in. For the JavaFX thread. */
public final class EditedFile {

    private final Supplier<GuardrailSource> source;
    private Consumer<String> editor = text -> { };

    /** @param source the file as it is now; of null for none */
    public EditedFile(Supplier<GuardrailSource> source) {
        this.source = source;
    }

    /** The file as it is now; null for none. */
    GuardrailSource source() {
        return source.get();
    }

    /** Puts another text into that editor from now on, as one step that can be undone there. */
    public void shownIn(Consumer<String> rewrite) {
        editor = rewrite;
    }

    /**
     * Puts another text in the place of one.
     *
     * @param from the file for which it was made
     * @return false where another file is edited by now, or it says something else; nothing is changed then
     */
    boolean rewrite(GuardrailSource from, String text) {
        GuardrailSource now = source();
        if (now == null || !now.name().equals(from.name()) || !now.text().equals(from.text())) {
            return false;
        }
        editor.accept(text);
        return true;
    }
}
