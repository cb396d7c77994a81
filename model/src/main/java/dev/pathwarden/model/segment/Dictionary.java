package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the texts of a segment from 1, so that each is written once. For one thread. */
final class Dictionary {

    private static final int TRUSTED_CAPACITY = 4096;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final ByteSink texts = new ByteSink(256);

    int number(String text) {
        Integer number = numbers.get(text);
        if (number == null) {
            number = numbers.size() + 1;
            numbers.put(text, number);
            texts.text(text);
        }
        return number;
    }

    int size() {
        return texts.size();
    }

    byte[] bytes() {
        ByteSink all = new ByteSink(texts.size() + 10);
        all.varint(numbers.size()).raw(texts.array(), 0, texts.size());
        return all.toByteArray();
    }

    static List<String> read(ByteSource source) {
        int count = source.count(1);
        List<String> texts = new ArrayList<>(Math.min(count, TRUSTED_CAPACITY));
        for (int i = 0; i < count; i++) {
            texts.add(source.text());
        }
        source.finish();
        return texts;
    }
}
