package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Tokens;

/** Tokens of Telegram's bots: the bot's number, a colon, and 35 characters that begin with {@code AA}. */
final class TelegramTokenDetector implements NumberDetector {

    private static final int SECRET = 35;

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "key: Telegram, bot";
    }

    @Override
    public String how() {
        return "8 to 10 digits, `:AA` and 33 of base64url; letters and 2 digits; core.telegram.org/bots";
    }

    @Override
    public int digits() {
        return 1 << 8 | 1 << 9 | 1 << 10;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return following == Following.COLON;
    }

    @Override
    public int end(CharSequence text, int start) {
        int colon = start + Ascii.digits(text, start, MOST_DIGITS);
        if (Ascii.at(text, colon) != ':' || !Ascii.startsWith(text, colon + 1, "AA")) {
            return -1;
        }
        int end = Alphabet.BASE64_URL.end(text, colon + 1, SECRET + 1);
        return end - colon - 1 == SECRET && Likeness.MIXED.holds(text, colon + 1, end) ? end : -1;
    }
}
