package dev.pathwarden.policies.engine;

import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;

/** A list of texts that are written out in a condition or come from a file: one and the same at every step, and looking up takes the same time however long it is. */
final class WrittenTexts extends AbstractList<String> implements RandomAccess {

    private final String[] texts;
    private final Set<String> known;

    private WrittenTexts(String[] texts) {
        this.texts = texts;
        this.known = new HashSet<>(List.of(texts));
    }

    /** The list of these elements; null where one is no text that is written out, or there is none: to an empty list a fold may add. */
    static WrittenTexts of(List<Expr> elements) {
        String[] texts = new String[elements.size()];
        for (int i = 0; i < texts.length; i++) {
            if (!(elements.get(i) instanceof Expr.Literal literal && literal.value() instanceof String text)) {
                return null;
            }
            texts[i] = text;
        }
        return texts.length == 0 ? null : new WrittenTexts(texts);
    }

    @Override
    public String get(int index) {
        return texts[index];
    }

    @Override
    public int size() {
        return texts.length;
    }

    @Override
    public boolean contains(Object text) {
        return text instanceof String && known.contains(text);
    }
}
