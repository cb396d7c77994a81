package dev.pathwarden.policies.trust;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Goes through the texts and numbers of a recorded value, each with its path, such as {@code to} or {@code rows[0].email}.
 *
 * <p>Bounded: stops after {@link #MAX_LEAVES} leaves or {@link #MAX_CHARACTERS} characters, because values come from watched programs.
 */
public final class TextLeaves {

    /** Most leaves that are gone through. */
    public static final int MAX_LEAVES = 20_000;

    /** Most characters that are gone through; the leaf that exceeds it is cut. */
    public static final int MAX_CHARACTERS = 1 << 20;

    private final BiConsumer<String, String> leaves;
    private int left = MAX_LEAVES;
    private int charactersLeft = MAX_CHARACTERS;
    private boolean cut;

    private TextLeaves(BiConsumer<String, String> leaves) {
        this.leaves = leaves;
    }

    /**
     * Hands every text and number below the value to the consumer, path first; booleans and null are passed over.
     *
     * @return whether all of them were gone through
     */
    public static boolean visit(Object value, BiConsumer<String, String> leaves) {
        TextLeaves visit = new TextLeaves(leaves);
        visit.go("", value);
        return !visit.cut;
    }

    private void go(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (cut) {
                    return;
                }
                go(path.isEmpty() ? String.valueOf(entry.getKey()) : path + "." + entry.getKey(), entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size() && !cut; i++) {
                go(path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof String || value instanceof Number) {
            leaf(path, value.toString());
        }
    }

    private void leaf(String path, String text) {
        if (left-- == 0) {
            cut = true;
            return;
        }
        if (text.length() > charactersLeft) {
            cut = true;
            leaves.accept(path, text.substring(0, charactersLeft));
            charactersLeft = 0;
            return;
        }
        charactersLeft -= text.length();
        leaves.accept(path, text);
    }
}
