package dev.pathwarden.policies.text;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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

    private final Leaves leaves;
    private int left = MAX_LEAVES;
    private int charactersLeft = MAX_CHARACTERS;
    private boolean cut;

    private TextLeaves(Leaves leaves) {
        this.leaves = leaves;
    }

    /** What a leaf is handed to, and what has to be made of it for that: a path costs a new text at each level. */
    private interface Leaves {
        String below(String path, Object key);

        String at(String path, int index);

        void accept(String path, String text);

        int least();
    }

    /**
     * Hands every text and number below the value to the consumer, path first; booleans and null are passed over.
     *
     * @return whether all of them were gone through
     */
    public static boolean visit(Object value, BiConsumer<String, String> leaves) {
        return visit(value, new WithPaths(leaves));
    }

    /**
     * As {@link #visit(Object, BiConsumer)} without the paths and without what is too short. Nothing is made for what is passed over.
     *
     * @param least fewest characters of a leaf that is handed over
     */
    public static boolean texts(Object value, int least, Consumer<String> texts) {
        return visit(value, new WithoutPaths(least, texts));
    }

    private static boolean visit(Object value, Leaves leaves) {
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
                go(leaves.below(path, entry.getKey()), entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size() && !cut; i++) {
                go(leaves.at(path, i), list.get(i));
            }
        } else if (value instanceof String text) {
            leaf(path, text);
        } else if (value instanceof Number number) {
            number(path, number);
        }
    }

    private void number(String path, Number number) {
        if (number instanceof Long && length(number.longValue()) < leaves.least()) {
            skip(length(number.longValue()));
        } else {
            leaf(path, number.toString());
        }
    }

    private static int length(long number) {
        int length = number < 0 ? 2 : 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    private void skip(int characters) {
        if (left-- == 0 || characters > charactersLeft) {
            cut = true;
        } else {
            charactersLeft -= characters;
        }
    }

    private void leaf(String path, String text) {
        if (text.length() < leaves.least()) {
            skip(text.length());
            return;
        }
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

    private record WithPaths(BiConsumer<String, String> leaves) implements Leaves {
        @Override
        public String below(String path, Object key) {
            return path.isEmpty() ? String.valueOf(key) : path + "." + key;
        }

        @Override
        public String at(String path, int index) {
            return path + "[" + index + "]";
        }

        @Override
        public void accept(String path, String text) {
            leaves.accept(path, text);
        }

        @Override
        public int least() {
            return 0;
        }
    }

    private record WithoutPaths(int least, Consumer<String> texts) implements Leaves {
        @Override
        public String below(String path, Object key) {
            return path;
        }

        @Override
        public String at(String path, int index) {
            return path;
        }

        @Override
        public void accept(String path, String text) {
            texts.accept(text);
        }
    }
}
