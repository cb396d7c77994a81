package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ModelRequest;

/** The library's chat requests. */
final class ModelRequests {

    private ModelRequests() {
    }

    /** What a request asks of a model; what it leaves open, the model's defaults say. */
    static ModelRequest read(Object model, Object request) {
        Object defaults = Mirror.get(model, "defaultRequestParameters");
        Object parameters = Mirror.get(request, "parameters");
        String name = Mirror.text(request, "modelName");
        ModelRequest read = ModelRequest.to(Mirror.constant(model, "provider"), name != null ? name : Mirror.text(defaults, "modelName")).by(model);
        Mirror.all(request, "toolSpecifications").forEach(tool -> read.tool(Mirror.text(tool, "name")));
        read.parameter("temperature", number(parameters, defaults, "temperature"));
        read.parameter("topP", number(parameters, defaults, "topP"));
        read.parameter("topK", number(parameters, defaults, "topK"));
        read.parameter("maxTokens", number(parameters, defaults, "maxOutputTokens"));
        Mirror.all(request, "messages").forEach(message -> read.message(message, () -> Messages.read(message)));
        return read;
    }

    private static Number number(Object parameters, Object defaults, String name) {
        Object asked = Mirror.get(parameters, name);
        Object value = asked != null ? asked : Mirror.get(defaults, name);
        return value instanceof Integer || value instanceof Long || value instanceof Double ? (Number) value : null;
    }
}
