package dev.pathwarden.policies.novelty;

/** How arguments are named in a shape. A key that looks like no name is data, of which nothing is kept. */
final class ArgumentNames {

    /** Stands for keys that look like no name. */
    static final String ANY = "*";

    /** Behind the name of a list: its elements. */
    static final String ELEMENTS = "[]";

    /** How deep values are looked into; arguments themselves are at depth 1. */
    static final int MAX_DEPTH = 3;

    /** How many elements of a list are looked at. */
    static final int MAX_ELEMENTS = 20;

    /** How many entries of a map are looked at. */
    static final int MAX_ENTRIES = 100;

    private static final int MAX_NAME = 36;
    private static final int MAX_DIGITS = 2;

    private ArgumentNames() {
    }

    /** The name, or what stands for it. */
    static String of(String key) {
        return isName(key) ? key : ANY;
    }

    private static boolean isName(String key) {
        if (key.isEmpty() || key.length() > MAX_NAME) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean digit = c >= '0' && c <= '9';
            digits += digit ? 1 : 0;
            if (!letter && (i == 0 || !digit && c != '-')) {
                return false;
            }
        }
        return digits <= MAX_DIGITS;
    }
}
