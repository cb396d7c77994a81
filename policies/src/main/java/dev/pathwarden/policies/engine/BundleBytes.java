package dev.pathwarden.policies.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the elements of a bundle's body and refuses whatever does not fit. */
final class BundleBytes {

    /** So many elements a list has room for before any was read. */
    private static final int ROOM = 16;

    private final byte[] bytes;
    private int position = BundleFormat.BODY;
    private String[] texts = {};

    BundleBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Something read from the body. */
    interface Element<T> {
        T read() throws BundleException;
    }

    void readTexts() throws BundleException {
        texts = new String[count()];
        for (int i = 0; i < texts.length; i++) {
            char[] units = new char[count()];
            for (int j = 0; j < units.length; j++) {
                units[j] = (char) number(Character.MAX_VALUE);
            }
            texts[i] = new String(units);
        }
    }

    String text() throws BundleException {
        return texts[number(texts.length - 1)];
    }

    /** A constant written as the text of its name. */
    <T> T constant(Function<String, Optional<T>> byName, String what) throws BundleException {
        String name = text();
        return byName.apply(name).orElseThrow(() ->
                new BundleException("This bundle uses the " + what + " '" + name + "', which this version of Pathwarden does not know. Bundle the guardrails again with this version."));
    }

    <T> List<T> list(Element<T> element) throws BundleException {
        int count = count();
        // What is read in a list can be lists that lie as well, so no room is taken for what is only said.
        List<T> list = new ArrayList<>(Math.min(count, ROOM));
        for (int i = 0; i < count; i++) {
            list.add(element.read());
        }
        return list;
    }

    /** A number from 0 to the given one. */
    int number(int most) throws BundleException {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            int next = next();
            value |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                if (value < 0 || value > most) {
                    throw damaged("number=" + value + ", most=" + most);
                }
                return value;
            }
        }
        throw damaged("a number does not end");
    }

    long fixed() throws BundleException {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    BundleException damaged(String detail) {
        return new BundleException("This bundle is damaged at byte " + position + ": " + detail + ". Bundle the guardrails again.");
    }

    // Each element takes a byte at least, so a count beyond the rest of the file is a lie.
    private int count() throws BundleException {
        return number(bytes.length - position);
    }

    private int next() throws BundleException {
        if (position >= bytes.length) {
            throw damaged("it ends too early");
        }
        return bytes[position++] & 0xFF;
    }
}
