package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * What may be a person's name: capitalised words behind a title, such as {@code Mrs Ada Lovelace}, or as the value of a field that is called {@code last_name} or the like.
 *
 * <p>No list of names is asked, so this finds few of them and takes some other words for one. The label therefore lies outside of {@code pii}: a guardrail that means personal data of which there is little doubt does not
 * see it, and one that wants it names it.
 */
final class NameDetector implements Detector {

    /** How such words begin: only there is looked further. */
    static final String BEGINNINGS = "Mr Ms Mme Dr Her Fra Mis Se fir las ful sur giv fam vor nac nam pre ape Vor Nac";

    private static final int MAX_GAP = 5;
    private static final int MAX_WORDS = 4;
    private static final int MAX_WORD = 32;
    private static final Nearby TITLES = new Nearby("mr|mrs|ms|mme|dr|herr|frau|miss|se\u00f1or|se\u00f1ora");
    private static final Nearby FIELDS = new Nearby("first name|firstname|last name|lastname|full name|fullname|surname|given name|givenname|family name|familyname|vorname|nachname|name is|prenom|apellido|apellidos");
    private static final String[] NO_NAMES = {"Sir", "Madam", "President", "Who", "Speaker", "Chairman", "The", "Null", "None", "String", "True", "False", "Test"};

    @Override
    public String label() {
        return "possible.name";
    }

    @Override
    public String what() {
        return "what may be a name";
    }

    @Override
    public String how() {
        return "capitalised words behind a title or in a field for a name; low confidence, so `pii` does not cover it";
    }

    @Override
    public int end(CharSequence text, int start) {
        int name = name(text, start);
        return name < 0 ? -1 : words(text, name);
    }

    @Override
    public int start(CharSequence text, int at) {
        int name = name(text, at);
        return name < 0 ? at : name;
    }

    /** Where the name begins that a word at that place announces; -1 where it announces none. */
    private static int name(CharSequence text, int at) {
        int limit = Math.min(text.length(), at + 16);
        if (Ascii.upper(text.charAt(at)) && TITLES.at(text, at, limit)) {
            int behind = letters(text, at, limit);
            behind += Ascii.at(text, behind) == '.' ? 1 : 0;
            return Ascii.at(text, behind) == ' ' && Ascii.upper(Ascii.at(text, behind + 1)) ? behind + 1 : -1;
        }
        if (!FIELDS.at(text, at, limit)) {
            return -1;
        }
        int i = letters(text, at, limit);
        i = Ascii.at(text, i) == '_' || Ascii.at(text, i) == '-' || Ascii.at(text, i) == ' ' && Ascii.letter(Ascii.at(text, i + 1)) && !Ascii.upper(Ascii.at(text, i + 1)) ? letters(text, i + 1, limit) : i;
        int gap = i;
        while (i - gap < MAX_GAP && "\"': =\\".indexOf(Ascii.at(text, i)) >= 0) {
            i++;
        }
        return i > gap && Ascii.upper(Ascii.at(text, i)) ? i : -1;
    }

    private static int letters(CharSequence text, int from, int limit) {
        int i = from;
        while (i < limit && (Ascii.letter(text.charAt(i)) || text.charAt(i) > 127)) {
            i++;
        }
        return i;
    }

    /** Offset behind one to four capitalised words with single spaces between; -1 where the first is none or is known to be no name. */
    private static int words(CharSequence text, int from) {
        int end = -1;
        int at = from;
        for (int i = 0; i < MAX_WORDS && Ascii.upper(Ascii.at(text, at)); i++) {
            int limit = Math.min(text.length(), at + MAX_WORD);
            int to = at + 1;
            while (to < limit && (Ascii.letter(text.charAt(to)) && !Ascii.upper(text.charAt(to)) || text.charAt(to) > 127 || text.charAt(to) == '-' || text.charAt(to) == '\'')) {
                to++;
            }
            if (to - at < 2 || Ascii.word(Ascii.at(text, to)) || i == 0 && noName(text, at, to)) {
                return end;
            }
            end = to;
            at = to + 1;
            if (Ascii.at(text, to) != ' ') {
                break;
            }
        }
        return end;
    }

    private static boolean noName(CharSequence text, int from, int to) {
        for (String word : NO_NAMES) {
            if (to - from == word.length() && Ascii.startsWith(text, from, word)) {
                return true;
            }
        }
        return false;
    }
}
