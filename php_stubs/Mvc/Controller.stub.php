<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Mvc;

/**
 * A class with a public method for each of its paths: <App>\Controller\Shop\CartController::add() is "/shop/cart/add" where no
 * action is of that path (see docs/controllers.md), or declared routes lead to its methods. Each request has an object of its
 * own, which the container makes; Dispatcher, Request and Response may be parameters of its constructor, too. What a method
 * returns is the response, by the rules of a handler of Aha\Server\Http; the helpers make values to return.
 *
 * The properties are there before the constructor is called; request and response are null for commands of TCP and UDP.
 *
 * @not-serializable
 */
abstract class Controller
{
    protected ?Dispatcher $dispatcher = null;

    protected ?\Aha\Server\Request $request = null;

    protected ?\Aha\Server\Response $response = null;

    /**
     * Called before each method. May be a generator function. A value other than null is the response, the method is not
     * called then.
     *
     * @return mixed
     */
    protected function before() {}

    /**
     * Called when the method is done, before the response is sent. May be a generator function.
     *
     * @return mixed
     */
    protected function after() {}

    /** The configuration of the application, as Config::get() reads it. */
    protected function getConfig(string $section, mixed $key = null, mixed $default = null): mixed {}

    /**
     * @param int|null $status null leaves what the response has; of no meaning for commands, as the type
     * @param string|null $contentType likewise; at first it is that of HTML
     * @return string $content, to be returned as the response
     * @throws \ValueError when the status is not 200 to 599, or the type has control characters
     * @throws \Aha\StateException when the head of the response was sent already
     */
    protected function output(string $content, ?int $status = null, ?string $contentType = null): string {}

    /**
     * @param int|null $status as of output()
     * @param int $flags of json_encode()
     * @return string $data as JSON, to be returned as the response; its Content-Type is set, unless the response has one
     * @throws \JsonException
     */
    protected function toJson(mixed $data, ?int $status = null, int $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE): string {}

    /**
     * @param int $code 0: all is well
     * @return string {"code": …, "msg": …, "data": …}, to be returned as the response; its Content-Type is set
     * @throws \JsonException
     */
    protected function r(int $code, string $msg = "", mixed $data = null): string {}

    /**
     * Sends the client elsewhere.
     *
     * @param int $status 301, 302, 303, 307 or 308
     * @return string "", to be returned as the response
     * @throws \ValueError for another status, or when $url is empty or has blanks or control characters
     * @throws \Aha\StateException when the head of the response was sent already, and for commands of TCP and UDP
     */
    protected function redirect(string $url, int $status = 302): string {}

    /**
     * Sets variables of the templates that are rendered from now on.
     *
     * @param string|array $name of one, or an array name => value
     * @throws \ValueError when a name is none of a variable
     */
    protected function assign(string|array $name, mixed $value = null): static {}

    /**
     * The text that a template makes: the file <App>/View/<template>.php, PHP between the tags as ever. It has the variables of
     * assign() and $variables, and $this, this controller: $this->e() escapes, $this->render() includes another template.
     * It is read once in each worker (in debug mode each time), and it cannot wait: let the method do that before.
     *
     * @param string $template "shop/cart": letters, digits, "_", "-" and "." between slashes, up to 255 bytes
     * @param array $variables name => value, for this template alone
     * @throws \ValueError for another name
     * @throws \Aha\ConfigException when there is no such template
     * @throws \Throwable what the template throws, with its file and line
     */
    protected function render(string $template, array $variables = []): string {}

    /** The same by another name, for `return $this->display('shop/cart');`. */
    protected function display(string $template, array $variables = []): string {}

    /** Text for HTML: between tags, and in attributes with quotes. Null is "". */
    protected function e(\Stringable|string|int|float|bool|null $value): string {}

    /**
     * JSON for a <script> of a template.
     *
     * @throws \JsonException
     */
    protected function toJs(mixed $value): string {}

    /** Keeps something for the scripts of the page: see getJsVars(). */
    protected function setJsVar(string $name, mixed $value): static {}

    /** @return array what setJsVar() was given; a template says <script>const page = <?= $this->toJs($this->getJsVars()) ?>;</script> */
    protected function getJsVars(): array {}
}
