<?php
// A company's page in a portal of Japan, with companies in the same business.
//
// The key stays on the server: visitors get a token that ends within the hour and for which there are
// companies of Japan alone, whatever a visitor makes of the page.

declare(strict_types=1);

$server = getenv('MITRA_SERVER') ?: 'https://mitra.example.or.id';
$key = trim((string) file_get_contents(getenv('MITRA_KEY_FILE') ?: '/etc/portal/mitra.key'));

/** A search token (JSON Web Token, HS256) with these filters. */
function search_token(string $key, int $seconds, array $filters): string
{
    $encode = fn (string $bytes): string => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    [, $id] = explode('_', $key);
    $head = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => $id];
    $claims = ['exp' => time() + $seconds, 'filters' => (object) $filters];
    $signed = $encode(json_encode($head)) . '.' . $encode(json_encode($claims));
    $secret = hash_hmac('sha256', 'mitra search tokens', $key);
    return $signed . '.' . $encode(hash_hmac('sha256', $signed, $secret, true));
}

/** A text as it stands in HTML. */
function e(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

// The portal's own database would say this.
$company = ['id' => $_GET['id'] ?? 'JP-001', 'name' => $_GET['name'] ?? '株式会社ハギモト精鈑'];
$token = search_token($key, 3600, ['country' => 'JP']);
header("Content-Security-Policy: default-src 'none'; script-src $server; connect-src $server; base-uri 'none'");
?>
<!DOCTYPE html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title><?= e($company['name']) ?></title>
    <script
      src="<?= e($server) ?>/widget/0.1.0/mitra-widget.js"
      integrity="sha384-OxyC/TR9QpMecvQV4tF+Otmxw1t+C+uTSqOa49e9hGFRNcPF40kuMOJs4JpcIj0s"
      crossorigin="anonymous"
      defer
    ></script>
  </head>
  <body>
    <main>
      <h1><?= e($company['name']) ?></h1>
      <h2>国内の同業企業</h2>
      <mitra-partners
        server="<?= e($server) ?>"
        key="<?= e($token) ?>"
        company="<?= e($company['id']) ?>"
        kind="similar"
        limit="3"
      ></mitra-partners>
    </main>
  </body>
</html>
