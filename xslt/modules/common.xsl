<?xml version="1.0" encoding="UTF-8"?>
<!-- What every stylesheet needs: words of the interface, printed text, scripts, ids of occurrences, dates. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:param name="ranks" as="xs:string" select="'{}'">
    <!-- JSON object: each string that indexes sort by, and its place in the order of its language.
         Saxon's collations sort by code point, so the order comes from outside. -->
  </xsl:param>

  <xsl:param name="own-words" as="xs:string" select="'{}'">
    <!-- JSON object: by language the words of the interface that a user gives, laid over ours. -->
  </xsl:param>

  <xsl:param name="headings" as="xs:string" select="'{}'">
    <!-- JSON object: of each name that an index may list, its form there (Acheson, Dean) and the letter that it stands under. -->
  </xsl:param>
  <xsl:variable name="heading-of" as="map(*)" select="parse-json($headings)"/>

  <xsl:param name="pairs" as="xs:string" select="''">
    <!-- Pairs of characters that are taken for the same, as 萬万, the simplified form second: those that this text needs. -->
  </xsl:param>
  <xsl:variable name="pair-codes" as="xs:integer*" select="string-to-codepoints($pairs)"/>
  <xsl:variable name="full-forms" as="xs:string" select="codepoints-to-string($pair-codes[position() mod 2 eq 1])"/>
  <xsl:variable name="simple-forms" as="xs:string" select="codepoints-to-string($pair-codes[position() mod 2 eq 0])"/>

  <!-- A name in the characters of the article: an authority file that has but the full forms serves both. -->
  <xsl:function name="f:own-characters" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if ($interface eq 'zh-Hans') then translate($name, $full-forms, $simple-forms) else $name"/>
  </xsl:function>

  <xsl:variable name="rank-of" as="map(*)" select="parse-json($ranks)"/>

  <xsl:variable name="names" as="xs:string+"
                select="'persName', 'placeName', 'orgName', 'geogName', 'country', 'settlement', 'region', 'bloc', 'district'"/>

  <xsl:mode name="m:printed" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <!-- ==== languages and words ==== -->

  <xsl:function name="f:language" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- Which way a language is written: by its script where the tag tells it, else by what is usual (IANA, Suppress-Script; CLDR). -->
  <xsl:variable name="right-to-left" static="yes" as="xs:string" select="
    '^[a-z]+-(Arab|Hebr|Syrc|Syre|Syrj|Syrn|Thaa|Nkoo|Adlm|Mand|Samr|Rohg)(-|$)|^(ar|ara|arc|he|heb|iw|fa|fas|per|ur|urd|yi|yid|ji|syr|syc|ps|pus|sd|ug|dv|ckb|ota|sam|nqo)(-([A-Z]{2}|x)(-.*)?)?$'"/>
  <xsl:function name="f:direction" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if (matches($language, $right-to-left)) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- Whether an element is written the other way than what is around it. -->
  <xsl:function name="f:is-turned" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:direction($element/@xml:lang) ne f:direction(string(($article-language, $element/ancestor::*/@xml:lang)[last()]))"/>
  </xsl:function>

  <!-- The interface has five languages; any other article is read in English. -->
  <xsl:function name="f:interface-language" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="
      if (matches($language, '^zh-(Hant|TW|HK|MO)', 'i')) then 'zh-Hant'
      else if (matches($language, '^zh', 'i')) then 'zh-Hans'
      else if (matches($language, '^(ru|de)(-|$)', 'i')) then lower-case(substring($language, 1, 2))
      else 'en'"/>
  </xsl:function>

  <xsl:variable name="article-language" as="xs:string"
                select="
    string((/*/@xml:lang, /*/tei:TEI/@xml:lang, (/*/tei:text | /*/tei:TEI/tei:text)/@xml:lang,
            /descendant::tei:langUsage[1]/tei:language/@ident, 'en')[matches(., '^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$')][1])"/>
  <xsl:variable name="interface" as="xs:string" select="f:interface-language($article-language)"/>
  <xsl:variable name="words" as="map(xs:string, xs:string)" select="
    map:merge((doc('../locale/' || $interface || '.xml')/words/word ! map { string(@key): string(.) }, f:own-words()), map { 'duplicates': 'use-last' })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- The user's words for the article's language: zh for zh-Hant, too, but zh-Hant before zh. -->
  <xsl:function name="f:own-words" as="map(*)*">
    <xsl:variable name="given" as="map(*)" select="parse-json($own-words)"/>
    <xsl:for-each select="sort(map:keys($given)[$article-language = . or starts-with($article-language, . || '-')])"
                  xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:sequence select="$given(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($words($key), error(xs:QName('f:word'), 'no word for ' || $key || ' in locale ' || $interface))[1]"/>
  </xsl:function>

  <xsl:function name="f:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="word" as="xs:string" select="f:word($key)"/>
    <xsl:sequence select="if (contains($word, '{n}')) then substring-before($word, '{n}') || $value || substring-after($word, '{n}') else $word"/>
  </xsl:function>

  <!-- ==== text ==== -->

  <!-- The words as printed: a correction, an expansion and a note are not part of them. -->
  <xsl:function name="f:printed" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <xsl:when test="$nodes[2] or $nodes/* or not($nodes/(self::tei:persName | self::tei:placeName | self::tei:orgName | self::tei:date
        | self::tei:title | self::tei:author | self::tei:head))">
        <xsl:variable name="text" as="xs:string*">
          <xsl:apply-templates select="$nodes" mode="m:printed"/>
        </xsl:variable>
        <xsl:sequence select="normalize-space(string-join($text))"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="normalize-space($nodes)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Of a choice's alternatives, what is printed comes first. -->
  <xsl:function name="f:alternatives" as="element()*">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:variable name="printed" as="element()*" select="$choice/(tei:sic | tei:orig | tei:abbr)"/>
    <xsl:sequence select="$printed, $choice/* except $printed"/>
  </xsl:function>

  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan | tei:note" mode="m:printed"
                as="item()*"/>

  <!-- Classes of characters; static, so that each pattern is compiled once. -->
  <xsl:variable name="cjk" static="yes" as="xs:string" select="'[&#x3001;-&#x303F;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xFF01;-&#xFFEF;]'"/>
  <xsl:variable name="alphabet" static="yes" as="xs:string" select="'\s!-~&#xA0;-&#x24F;&#x1E00;-&#x1EFF;–—’“”'"/>
  <xsl:variable name="cyrillic" static="yes" as="xs:string" select="'[&#x400;-&#x52F;][&#x400;-&#x52F;&#x300;-&#x36F;\s.,:;!?/()0-9№«»–—-]*'"/>
  <xsl:variable name="latin" static="yes" as="xs:string" select="'[' || $alphabet || ']*[A-Za-z&#xC0;-&#x24F;][' || $alphabet || ']*'"/>
  <xsl:variable name="marks-only" static="yes" as="xs:string" select="'^[\s!-~–—’“”…№«»]*[–—’“”«»][\s!-~–—’“”…№«»]*$'"/>
  <xsl:variable name="line-break-in-cjk" static="yes" as="xs:string" select="'(' || $cjk || ')[ \t]*\r?\n\s*(' || $cjk || ')'"/>

  <xsl:variable name="blank-before-cjk" static="yes" as="xs:string" select="'^ (' || $cjk || ')'"/>

  <!-- A text node as it is shown: white space collapsed, none where a line was broken between two characters,
       none that follows a note's mark before a character,
       nor at the end of a part of a structured reference, behind which a point is put. -->
  <xsl:function name="f:shown" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="given" as="xs:string" select="string($text)"/>
    <xsl:variable name="collapsed" as="xs:string" select="
      if (contains($given, '&#10;') or contains($given, '  ') or contains($given, '&#9;') or contains($given, '&#13;'))
      then f:collapsed($given) else $given"/>
    <xsl:sequence select="
      if (starts-with($collapsed, ' ') and $text/preceding-sibling::node()[1]/self::tei:note)
      then replace($collapsed, $blank-before-cjk, '$1')
      else if (ends-with($collapsed, ' ') and empty($text/following-sibling::node())
        and $text/ancestor::*[self::tei:biblStruct or self::tei:bibl[*[2]][not(text()[normalize-space()])]])
      then substring($collapsed, 1, string-length($collapsed) - 1) else $collapsed"/>
  </xsl:function>

  <xsl:function name="f:collapsed" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(translate(replace($text, $line-break-in-cjk, '$1$2'), '&#9;&#10;&#13;', '   '), '  +', ' ')"/>
  </xsl:function>

  <!-- The words of a structured record, one after the other. -->
  <xsl:function name="f:record-words" as="xs:string">
    <xsl:param name="record" as="element()"/>
    <xsl:sequence select="string-join($record//text() ! normalize-space(.)[. ne ''], ' ')"/>
  </xsl:function>

  <!-- What a text must have to need a closer look: a letter or a mark that two scripts draw differently. -->
  <xsl:variable name="letter" static="yes" as="xs:string" select="'[A-Za-z&#xC0;-&#x24F;&#x400;-&#x52F;–—’“”«»]'"/>
  <xsl:variable name="beyond-ascii" static="yes" as="xs:string" select="'[^&#9;&#10;&#13; -~]'"/>
  <xsl:variable name="cyrillic-letter" static="yes" as="xs:string" select="'[&#x400;-&#x52F;]'"/>
  <xsl:variable name="cyrillic-letter-or-cjk" static="yes" as="xs:string" select="substring-before($cyrillic-letter, ']') || substring-after($cjk, '[')"/>
  <xsl:variable name="is-east-asian" as="xs:boolean" select="matches($article-language, '^(zh|ja|ko)')"/>
  <xsl:variable name="is-cyrillic" as="xs:boolean" select="matches($article-language, $cyrillic-languages)"/>

  <!-- Most texts are of the article's own script alone; or its language is stated, and they have no letter of another's. -->
  <xsl:function name="f:is-one-run" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="shown" as="xs:string"/>
    <xsl:sequence select="
      $is-all-one-run
      or (if ($is-east-asian) then not(matches($shown, $letter)) else not(matches($shown, $beyond-ascii)))
      or f:language($text) eq $article-language and not(f:has-letters-of-others($shown))"/>
  </xsl:function>

  <xsl:function name="f:has-letters-of-others" as="xs:boolean">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if ($is-east-asian) then matches($text, $cyrillic-letter)
      else if ($is-cyrillic) then matches($text, $cjk) else matches($text, $cyrillic-letter-or-cjk)"/>
  </xsl:function>

  <!-- The whole document is in one language and has no letter of another's. -->
  <xsl:variable name="is-all-one-run" as="xs:boolean" select="
    /*/@xml:lang = $article-language and empty(//@xml:lang[. ne $article-language]) and not(f:has-letters-of-others(string(/)))"/>

  <!-- Runs of one script, so that each gets its language's font, hyphenation and voice:
       a note's language is the source's, but half of its words are the article's. -->
  <xsl:variable name="run-of-script" static="yes" as="xs:string" select="'(' || $cyrillic || ')|(' || $cjk || '+)|(' || $latin || ')'"/>

  <!-- Each as two strings: its language, "" where that is the article's, and its words. -->
  <xsl:function name="f:runs" as="xs:string*">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="shown" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="not(matches($shown, $beyond-ascii))">
        <xsl:sequence select="if ($is-east-asian) then f:unless-own(f:latin-of($text)) else '', $shown"/>
      </xsl:when>
      <xsl:when test="matches($shown, $marks-only)">
        <xsl:sequence select="f:unless-own((f:latin-of($text)[. ne ''], f:own-cyrillic($text))[1]), $shown"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="latin" as="xs:string" select="f:unless-own(f:latin-of($text))"/>
        <xsl:variable name="chinese" as="xs:string" select="f:unless-own(f:chinese-of($text))"/>
        <xsl:variable name="cyrillic" as="xs:string" select="f:unless-own(f:cyrillic-of($text))"/>
        <xsl:analyze-string select="$shown" regex="{$run-of-script}">
          <xsl:matching-substring>
            <xsl:sequence select="if (regex-group(1)) then $cyrillic else if (regex-group(2)) then $chinese else $latin, ."/>
          </xsl:matching-substring>
          <xsl:non-matching-substring><xsl:sequence select="'', ."/></xsl:non-matching-substring>
        </xsl:analyze-string>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:unless-own" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if ($language eq $article-language) then '' else $language"/>
  </xsl:function>

  <xsl:variable name="cyrillic-languages" static="yes" as="xs:string" select="'^(ru|uk|be|bg|sr|mk|mn|kk|ky|tg)(-|$)'"/>

  <xsl:variable name="languages-used" as="xs:string*" select="/descendant::tei:langUsage/tei:language/@ident ! string(.)"/>

  <xsl:function name="f:cyrillic-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="near" as="xs:string*"
                  select="reverse($node/ancestor::*/@xml:lang ! string(.)), $languages-used"/>
    <xsl:sequence select="($near[matches(., $cyrillic-languages)], 'ru')[1]"/>
  </xsl:function>

  <xsl:function name="f:own-cyrillic" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(f:language($node)[matches(., $cyrillic-languages)])"/>
  </xsl:function>

  <!-- Characters in an article that is Chinese itself need no word about their language. -->
  <xsl:function name="f:chinese-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="near" as="xs:string*"
                  select="reverse($node/ancestor::*/@xml:lang ! string(.)), $languages-used"/>
    <xsl:sequence select="if ($is-east-asian) then '' else ($near[matches(., '^(zh|ja|ko)(-|$)')], 'zh')[1]"/>
  </xsl:function>

  <!-- Latin letters are given a language only where the encoding tells it. -->
  <xsl:function name="f:latin-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($latin-languages(f:language($node)))"/>
  </xsl:function>
  <xsl:variable name="latin-languages" as="map(xs:string, xs:string)" select="
    map:merge(distinct-values(//@xml:lang)[not(matches(., '^(zh|ja|ko)(-|$)') or matches(., $cyrillic-languages))] ! map { string(.): string(.) })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- ==== occurrences ==== -->

  <!-- The nearest paragraph-like thing with an id of its own; the unit that locators count in. -->
  <xsl:function name="f:block" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[self::tei:p or self::tei:head or self::tei:cell or self::tei:item
        or self::tei:titlePart or self::tei:docImprint or self::tei:docDate or self::tei:byline or self::tei:ab
        or self::tei:l or self::tei:note or self::tei:div or self::tei:front or self::tei:body or self::tei:back
        or self::tei:text][1]"/>
  </xsl:function>

  <!-- The id of a block, a note or a heading: its own, else one made from its place in the text. -->
  <xsl:function name="f:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/@xml:id, $made-ids(generate-id($element)), local-name($element))[1])"/>
  </xsl:function>

  <xsl:variable name="made-ids" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="/descendant::*[self::tei:bibl or self::tei:biblStruct or self::tei:biblFull or self::tei:msDesc
        or self::tei:msPart or self::tei:msFrag][not(@xml:id)]">
        <xsl:map-entry key="generate-id(.)" select="'cited-' || position() || '-made'"/>
      </xsl:for-each>
      <xsl:for-each select="/descendant-or-self::tei:TEI ! tei:text">
        <xsl:for-each select="(descendant::tei:p | descendant::tei:head | descendant::tei:cell | descendant::tei:item | descendant::tei:note
          | descendant::tei:div | descendant::tei:l | descendant::tei:ab | descendant::tei:titlePart | descendant::tei:person
          | descendant::tei:place | descendant::tei:org | descendant::tei:event | descendant::tei:titlePage | descendant::tei:docTitle
          | descendant::tei:pb | descendant::tei:div1 | descendant::tei:div2 | descendant::tei:div3 | descendant::tei:div4)[not(@xml:id)]">
          <xsl:map-entry key="generate-id(.)" select="local-name() || '-' || position() || '-made'"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="f:kind" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      if ($name/self::tei:persName) then 'person'
      else if ($name/self::tei:orgName) then 'org'
      else if ($name/self::tei:date) then 'date'
      else 'place'"/>
  </xsl:function>

  <!-- A name in the text, or a date that tells of an event (not the year a book came out);
       the title page's own author and dates are no matter for an index. -->
  <xsl:function name="f:is-marked" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="(if ($node/self::tei:date) then f:is-event-date($node) else local-name($node) = $names)
        and (exists($node/@ref) or exists($node/ancestor::tei:note) or empty($node/ancestor::tei:titlePage))"/>
  </xsl:function>

  <xsl:function name="f:is-event-date" as="xs:boolean">
    <xsl:param name="date" as="element(tei:date)"/>
    <xsl:sequence select="exists($date/(@when, @from, @to, @notBefore, @notAfter))
        and not($date/ancestor::tei:imprint) and not($date/parent::tei:date)
        and (empty($date/ancestor::tei:bibl) or exists($date/ancestor::tei:seg[@type = 'document']))"/>
  </xsl:function>

  <!-- The names and dates of an article, in the order of the text. -->
  <xsl:function name="f:marked" as="element()*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="$marked(generate-id($article))?*"/>
  </xsl:function>

  <!-- Of each article; looked for once. -->
  <xsl:variable name="marked" as="map(xs:string, array(element()))" select="
    map:merge(/descendant-or-self::tei:TEI ! map { generate-id(.): array { tei:text/(descendant::tei:persName | descendant::tei:placeName
      | descendant::tei:orgName | descendant::tei:geogName | descendant::tei:country | descendant::tei:settlement | descendant::tei:region
      | descendant::tei:bloc | descendant::tei:district | descendant::tei:date)[f:is-marked(.)] } })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- Where a name or date leads: the id of its entry in an index. -->
  <xsl:function name="f:target" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      if ($name/self::tei:date) then 'date-' || f:date-value($name)
      else if ($name/@ref) then replace(tokenize($name/@ref)[1], '^.*#', '')
      else f:kind($name) || '-unidentified-' || translate(f:printed($name), ' ', '_')"/>
  </xsl:function>

  <xsl:function name="f:date-value" as="xs:string">
    <xsl:param name="date" as="element(tei:date)"/>
    <xsl:sequence select="string(($date/@when,
        string-join($date/(@from, @to), '..')[.], string-join($date/(@notBefore, @notAfter), '..')[.])[1])"/>
  </xsl:function>

  <!-- The id of each occurrence: the block's id and its number among the names and dates of that block.
       Counted once for all: a paragraph may hold thousands of names. -->
  <xsl:variable name="occurrence-ids" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="/descendant-or-self::tei:TEI ! f:marked(.)" group-by="generate-id(f:block(.))">
        <xsl:variable name="block" as="xs:string" select="f:id(f:block(.))"/>
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id(.)" select="$block || '.' || position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- ==== dates ==== -->

  <!-- A date in the words of the interface's language; a form for which there are none is shown as it is.
       Years before Christ are as the Guidelines write them: -0044 is 44 BCE (W3C XML Schema 1.0, gYear). -->
  <xsl:function name="f:say-date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="
      if ($value castable as xs:dateTime) then f:say-day(xs:date(xs:dateTime($value))) || f:say-time(xs:time(xs:dateTime($value)))
      else if ($value castable as xs:date) then f:say-day(xs:date($value))
      else if ($value castable as xs:gYearMonth) then f:say-parts(f:year-of($value), month-from-date(f:first-day($value)), ())
      else if ($value castable as xs:gYear) then f:say-parts(f:year-of($value), (), ())
      else $value"/>
  </xsl:function>

  <xsl:function name="f:say-day" as="xs:string">
    <xsl:param name="date" as="xs:date"/>
    <xsl:sequence select="f:say-parts(year-from-date($date), month-from-date($date), day-from-date($date))"/>
  </xsl:function>

  <!-- The first day of a year or a month; its time zone, if it has one, says nothing of the day. -->
  <xsl:function name="f:first-day" as="xs:date">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="xs:date(replace($value, '(Z|[+-]\d\d:\d\d)$', '') || (if ($value castable as xs:gYear) then '-01-01' else '-01'))"/>
  </xsl:function>

  <xsl:function name="f:year-of" as="xs:integer">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="year-from-date(f:first-day($value))"/>
  </xsl:function>

  <xsl:function name="f:say-time" as="xs:string">
    <xsl:param name="time" as="xs:time"/>
    <xsl:sequence select="' ' || format-time($time, '[H01]:[m01]')"/>
  </xsl:function>

  <xsl:function name="f:say-parts" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:param name="month" as="xs:integer?"/>
    <xsl:param name="day" as="xs:integer?"/>
    <xsl:variable name="said" as="xs:string" select="
      f:word('date-' || count(($year, $month, $day))) => replace('{y}', string(abs($year)), 'q')
      => replace('{m}', ($month ! f:word((if (exists($day)) then 'month-of-' else 'month-') || .), '')[1], 'q') => replace('{d}', string($day), 'q')"/>
    <xsl:sequence select="if ($year lt 0) then f:word('before-christ', $said) else $said"/>
  </xsl:function>

  <xsl:function name="f:say-date-value" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($value, '\.\.') ! f:say-date(.), '–')"/>
  </xsl:function>

  <!-- What is said of each date that an index leads to; the same dates come again and again. -->
  <xsl:variable name="said-dates" as="map(xs:string, xs:string)" select="
    map:merge(distinct-values($marked?*?*[self::tei:date] ! f:date-value(.)) ! map { .: f:say-date-value(.) })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- ==== order ==== -->

  <xsl:function name="f:rank" as="xs:double">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="number(($rank-of($text), 1e9)[1])"/>
  </xsl:function>

  <!-- Shelfmarks sort by their numbers: ф. 9 stands before ф. 45. -->
  <xsl:function name="f:number-key" as="xs:double">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="(number(replace($text, '^\D*(\d+).*$', '$1', 's'))[. eq .], 0)[1]"/>
  </xsl:function>

  <xsl:function name="f:first-names" as="xs:string*">
    <!-- Names of an entry, the article's language first, full names before abbreviations. -->
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="found" as="element()*"
                  select="$entry/(tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:label)"/>
    <xsl:variable name="mine" as="element()*"
                  select="$found[f:interface-language(string(@xml:lang)) eq $interface or string(@xml:lang) eq '']"/>
    <xsl:variable name="near" as="element()*" select="$found[substring(@xml:lang, 1, 2) eq substring($interface, 1, 2)]"/>
    <xsl:sequence select="distinct-values(($mine[not(@type)], $near[not(@type)], $mine[@type], $found[not(@type)], $found[@type])
                          ! f:own-characters(normalize-space(.)))[. ne '']"/>
  </xsl:function>

  <!-- ==== headings of indexes ==== -->

  <!-- A heading as an index has it, surname first, and the letter that it stands under. -->
  <xsl:function name="f:index-heading" as="xs:string">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:sequence select="($heading-of($heading)?1, $heading)[1]"/>
  </xsl:function>

  <xsl:function name="f:letter" as="xs:string">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:sequence select="($heading-of($heading)?2, upper-case(substring(replace($heading, '^\W+', ''), 1, 1)))[1]"/>
  </xsl:function>

  <!-- A letter as the head of its part of an index; by strokes it is their number, 99 where it is not known. -->
  <xsl:function name="f:letter-head" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="
      if ($letter eq '99') then '…'
      else if (matches($letter, '^[0-9]{2}$')) then f:word('strokes-n', format-integer(xs:integer($letter), f:word('strokes-numeral'))) else $letter"/>
  </xsl:function>

  <xsl:function name="f:entry" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="key('id', f:target($name), root($name))[1]"/>
  </xsl:function>

  <!-- What an entry is called: its name in the article's language, else the words of the text. -->
  <xsl:function name="f:heading" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="(f:first-names(f:entry($name)), f:printed($name))[1]"/>
  </xsl:function>
</xsl:stylesheet>
