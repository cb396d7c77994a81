package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.judge.Figures;
import dev.pathwarden.policies.judge.HeldOut;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.statistics.Proportion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Guardrails measured on judged steps, as {@code judge show --json} writes them. */
public final class JudgeJson {

    private JudgeJson() {
    }

    /** {@code {"right":N,"wrong":N,"runs":N,"gone":N,"contradicted":N}}. */
    public static Map<String, Object> judged(JudgedSet set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("right", set.count(true));
        json.put("wrong", set.count(false));
        json.put("runs", set.runs().size());
        json.put("gone", set.gone().size());
        json.put("contradicted", set.contradicted().size());
        return json;
    }

    /** {@code {"rightStops":N,"missed":N,"wrongStops":N,"leftAlone":N,"precision":{..},"recall":{..},"utility":{..}}}. */
    public static Map<String, Object> figures(Figures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rightStops", figures.rightStops());
        json.put("missed", figures.missed());
        json.put("wrongStops", figures.wrongStops());
        json.put("leftAlone", figures.leftAlone());
        json.put("precision", share(figures.precision()));
        json.put("recall", share(figures.recall()));
        json.put("utility", share(figures.utility()));
        return json;
    }

    private static Object share(Optional<Proportion> share) {
        if (share.isEmpty()) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("share", share.get().share());
        json.put("least", share.get().least());
        json.put("most", share.get().most());
        return json;
    }

    /** {@code {"let":..,"clause":..,"number":..,"points":[{"least":..,"most":..,"present":B,"figures":{..}}],"whole":B}}. */
    public static Map<String, Object> tradeOff(TradeOff tradeOff) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("let", tradeOff.threshold().let().isEmpty() ? null : tradeOff.threshold().let());
        json.put("clause", tradeOff.threshold().clause());
        json.put("number", tradeOff.threshold().literal());
        json.put("points", tradeOff.points().stream().map(point -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("least", tradeOff.threshold().written(point.least()));
            one.put("most", tradeOff.threshold().written(point.most()));
            one.put("present", point.present());
            one.put("figures", figures(point.figures()));
            return one;
        }).toList());
        json.put("whole", tradeOff.whole());
        return json;
    }

    /** {@code {"figures":{..},"parts":N,"runs":N}}; null where nothing was held out. */
    public static Map<String, Object> heldOut(HeldOut heldOut) {
        if (heldOut == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("figures", figures(heldOut.figures()));
        json.put("parts", heldOut.parts());
        json.put("runs", heldOut.runs());
        return json;
    }

    /** {@code {"clause":..,"figures":{..}}}. */
    public static Map<String, Object> tightening(Tightening tightening) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clause", tightening.clause());
        json.put("figures", figures(tightening.figures()));
        return json;
    }
}
