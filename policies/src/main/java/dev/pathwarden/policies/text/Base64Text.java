package dev.pathwarden.policies.text;

import java.util.Arrays;

/** Base64 in either of its alphabets (RFC 4648). */
public final class Base64Text {

    private static final byte[] VALUES = values();

    private Base64Text() {
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < standard.length(); i++) {
            values[standard.charAt(i)] = (byte) i;
        }
        values['-'] = 62;
        values['_'] = 63;
        return values;
    }

    /** What a character stands for, 0 to 63; -1 for any that stands for nothing. */
    public static int value(char c) {
        return c < 128 ? VALUES[c] : -1;
    }
}
