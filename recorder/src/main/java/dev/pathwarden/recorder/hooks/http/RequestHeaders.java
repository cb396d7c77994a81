package dev.pathwarden.recorder.hooks.http;

/** Headers of one library's request, which can still be changed. Names in whatever case. For one thread. */
interface RequestHeaders {

    /** The header's value, several joined by commas; null where the request has none. */
    String value(String name);

    /** Sets the one value of a header. */
    void set(String name, String value);

    /** Takes a header away. */
    void remove(String name);
}
