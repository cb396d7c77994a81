package dev.pathwarden.policies.trust;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** International bank account numbers: country, its length in the IBAN registry of SWIFT, and the check digits modulo 97. Bare or in groups of four. */
final class IbanDetector implements Detector {

    /** Country code and length, from the IBAN registry. */
    private static final Map<String, Integer> LENGTHS = Stream.of(("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 "
            + "FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
            + "MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20").split(" "))
            .collect(Collectors.toUnmodifiableMap(entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

    @Override
    public String label() {
        return "pii.iban";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (start + 15 > text.length() || !Ascii.digit(text.charAt(start + 2)) || !Ascii.digit(text.charAt(start + 3)) || Ascii.wordBefore(text, start)) {
            return -1;
        }
        Integer length = LENGTHS.get(text.subSequence(start, start + 2).toString());
        if (length == null) {
            return -1;
        }
        char[] iban = new char[length];
        int count = 0;
        int i = start;
        boolean grouped = Ascii.at(text, start + 4) == ' ';
        for (; i < text.length() && count < length; i++) {
            char c = text.charAt(i);
            if (c == ' ' && grouped && count > 0 && count % 4 == 0 && text.charAt(i - 1) != ' ') {
                continue;
            }
            if (!Ascii.digit(c) && !Ascii.upper(c)) {
                return -1;
            }
            iban[count++] = c;
        }
        return count == length && !Ascii.word(Ascii.at(text, i)) && remainder(iban) == 1 ? i : -1;
    }

    private static int remainder(char[] iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length; i++) {
            char c = iban[(i + 4) % iban.length];
            int value = Ascii.digit(c) ? c - '0' : c - 'A' + 10;
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }
}
