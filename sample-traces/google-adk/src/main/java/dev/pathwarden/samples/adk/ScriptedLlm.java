package dev.pathwarden.samples.adk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A model that says one thing after the other, on a thread of its own, and writes down what its agent tells it of tools. */
final class ScriptedLlm extends BaseLlm {

    private final List<List<Part>> turns;
    private final Path told;
    private int next;

    /** @param told file for the results of tools, a line each */
    ScriptedLlm(String name, Path told, List<List<Part>> turns) {
        super(name);
        this.told = told;
        this.turns = turns;
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
        return Flowable.defer(() -> answer(request, stream)).subscribeOn(Schedulers.io());
    }

    private synchronized Flowable<LlmResponse> answer(LlmRequest request, boolean stream) throws java.io.IOException {
        List<Content> contents = request.contents();
        for (Part part : contents.isEmpty() ? List.<Part>of() : contents.get(contents.size() - 1).parts().orElse(List.of())) {
            FunctionResponse result = part.functionResponse().orElse(null);
            if (result != null) {
                Files.writeString(told, result.name().orElse("?") + " " + result.response().orElse(java.util.Map.of()) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        List<Part> turn = turns.get(next++);
        LlmResponse whole = LlmResponse.builder().content(Content.builder().role("model").parts(turn).build())
                .usageMetadata(GenerateContentResponseUsageMetadata.builder().promptTokenCount(100 + next).candidatesTokenCount(10).thoughtsTokenCount(5).cachedContentTokenCount(40).build()).build();
        String text = turn.get(0).text().orElse("");
        if (!stream || text.isEmpty()) {
            return Flowable.just(whole);
        }
        int half = text.length() / 2;
        return Flowable.fromStream(Stream.of(text.substring(0, half), text.substring(half))).map(ScriptedLlm::part).concatWith(Flowable.just(whole));
    }

    private static LlmResponse part(String text) {
        return LlmResponse.builder().content(Content.builder().role("model").parts(List.of(Part.fromText(text))).build()).partial(true).build();
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
        throw new UnsupportedOperationException("this model has no live connection");
    }
}
