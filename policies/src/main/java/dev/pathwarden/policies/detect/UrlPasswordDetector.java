package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import java.util.Locale;
import java.util.Set;

/** Passwords in the user info of a URL, as in {@code postgres://ann:...@host/db}, found at the colon behind the scheme. Of the web's own schemes only with letters and digits mixed, because examples have others. */
final class UrlPasswordDetector implements Detector {

    private static final int MAX_USER = 64;
    private static final int MAX_PASSWORD = 128;
    private static final int LEAST = 3;
    private static final int LEAST_ON_THE_WEB = 8;
    private static final Set<String> PLACEHOLDERS = Set.of("password", "passwd", "pass", "pwd", "secret", "pw", "xxx", "xxxx", "example", "changeme", "your-password", "your_password", "yourpassword");

    @Override
    public String label() {
        return "secret.password";
    }

    @Override
    public String what() {
        return "password in a URL";
    }

    @Override
    public String how() {
        return "`scheme://user:password@`; of `http` and `https` only 8 or more with letters and digits; not a word such as `password`; RFC 3986";
    }

    @Override
    public int end(CharSequence text, int colon) {
        int from = start(text, colon);
        if (from < 0) {
            return -1;
        }
        int end = behind(text, from, MAX_PASSWORD);
        if (Ascii.at(text, end) != '@' || end - from < LEAST || !Ascii.alphanumeric(text.charAt(from)) && !Ascii.alphanumeric(text.charAt(from + 1)) || !Ascii.letter(Ascii.at(text, colon - 1))) {
            return -1;
        }
        boolean web = Ascii.startsWith(text, colon - 4, "http") || Ascii.startsWith(text, colon - 5, "https");
        if (web && (end - from < LEAST_ON_THE_WEB || !Likeness.MIXED.holds(text, from, end))) {
            return -1;
        }
        return PLACEHOLDERS.contains(text.subSequence(from, end).toString().toLowerCase(Locale.ROOT)) ? -1 : end;
    }

    @Override
    public int start(CharSequence text, int colon) {
        if (!Ascii.startsWith(text, colon, "://")) {
            return -1;
        }
        int user = colon + 3;
        int end = user;
        while (end - user < MAX_USER && inUserInfo(Ascii.at(text, end)) && text.charAt(end) != ':') {
            end++;
        }
        return Ascii.at(text, end) == ':' ? end + 1 : -1;
    }

    private static int behind(CharSequence text, int from, int most) {
        int i = from;
        while (i - from < most && inUserInfo(Ascii.at(text, i))) {
            i++;
        }
        return i;
    }

    private static boolean inUserInfo(char c) {
        return c > ' ' && c < 127 && c != '@' && c != '/' && c != '"' && c != '\'' && c != '<' && c != '>' && c != '?' && c != '#' && c != '\\' && "()[]{}".indexOf(c) < 0;
    }
}
