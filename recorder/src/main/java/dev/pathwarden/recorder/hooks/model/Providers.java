package dev.pathwarden.recorder.hooks.model;

import java.util.Locale;
import java.util.Map;

/** One name per provider, whatever a library calls it: those of {@code gen_ai.provider.name} where OpenTelemetry has one. */
final class Providers {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("open_ai", "openai"),
            Map.entry("azure_open_ai", "azure.ai.openai"),
            Map.entry("microsoft_foundry", "azure.ai.inference"),
            Map.entry("google_ai_gemini", "gcp.gemini"),
            Map.entry("google_genai", "gcp.gemini"),
            Map.entry("google_gen_ai", "gcp.gemini"),
            Map.entry("google_vertex_ai_gemini", "gcp.vertex_ai"),
            Map.entry("google_vertex_ai_anthropic", "gcp.vertex_ai"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertex_ai_gemini", "gcp.vertex_ai"),
            Map.entry("amazon_bedrock", "aws.bedrock"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("bedrock_proxy", "aws.bedrock"),
            Map.entry("watsonx", "ibm.watsonx.ai"));

    private Providers() {
    }

    /** The provider's one name; null for null and for a library's word for "another". */
    static String named(String provider) {
        if (provider == null || provider.isBlank() || provider.equalsIgnoreCase("other")) {
            return null;
        }
        String lower = provider.toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(lower, lower);
    }
}
