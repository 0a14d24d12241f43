<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of dates: a timeline by year, with a bar for each month and the words around each date. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:variable name="context-length" as="xs:integer" select="18"/>

  <xsl:template name="f:html-timeline" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="dates" as="element(tei:date)*" select="f:marked(.)[self::tei:date]"/>
    <xsl:if test="exists($dates)">
      <section id="index-date" class="index timeline" aria-labelledby="index-date-head">
        <h2 id="index-date-head"><xsl:value-of select="f:word('index-date')"/></h2>
        <xsl:for-each-group select="$dates" group-by="replace(f:date-value(.), '^(-?\d+).*$', '$1')">
          <xsl:sort select="number(current-grouping-key())"/>
          <xsl:sequence select="f:year-section(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:year-section" as="element(section)">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="dates" as="element(tei:date)+"/>
    <section class="year">
      <h3><xsl:value-of select="f:say-date($year)"/></h3>
      <xsl:sequence select="f:month-bars($dates)"/>
      <ul class="entries">
        <xsl:for-each-group select="$dates" group-by="f:date-value(.)">
          <xsl:sort select="current-grouping-key()"/>
          <xsl:sequence select="f:date-entry(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:function>

  <xsl:function name="f:date-entry" as="element(li)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="dates" as="element(tei:date)+"/>
    <li class="entry" id="date-{$value}">
      <b class="entry-name"><xsl:value-of select="$said-dates($value)"/></b>
      <ul class="contexts">
        <xsl:sequence select="$dates ! f:context(.)"/>
      </ul>
    </li>
  </xsl:function>

  <!-- The words around an occurrence; the whole line leads to it. -->
  <xsl:function name="f:context" as="element(li)">
    <xsl:param name="date" as="element(tei:date)"/>
    <li>
      <a href="#{f:occurrence-id($date)}">
        <xsl:value-of select="f:last-words(replace(f:words-before($date), '^\s+', ''))"/>
        <mark><xsl:value-of select="f:printed($date)"/></mark>
        <xsl:value-of select="f:first-words(replace(f:words-after($date), '\s+$', ''))"/>
      </a>
      <xsl:text> </xsl:text>
      <span class="where"><xsl:value-of select="f:where($date)"/></span>
    </li>
  </xsl:function>

  <xsl:function name="f:where" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="f:place-name($node)"/>
    <xsl:sequence select="if ($name castable as xs:integer) then f:word('paragraph-n', $name) else $name"/>
  </xsl:function>

  <!-- As many characters as the longer context shows and some for white space, and so many text nodes at most, on either side: what lies further away is not looked at. -->
  <xsl:variable name="reach" as="xs:integer" select="2 * $context-length * f:width() + 9"/>
  <xsl:variable name="most-nodes" as="xs:integer" select="400"/>

  <xsl:function name="f:words-before" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="f:gathered-before($node, f:block($node), '', $most-nodes)"/>
  </xsl:function>

  <xsl:function name="f:gathered-before" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="block" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:variable name="text" as="text()?" select="$node/preceding::text()[1]"/>
    <xsl:sequence select="
      if (empty($text) or $left eq 0 or $text &lt;&lt; $block or string-length($words) gt $reach) then $words
      else f:gathered-before($text, $block, f:own-words($text, $block) || $words, $left - 1)"/>
  </xsl:function>

  <xsl:function name="f:words-after" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="f:gathered-after($node, f:block($node), '', $most-nodes)"/>
  </xsl:function>

  <xsl:function name="f:gathered-after" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="block" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:variable name="text" as="text()?" select="$node/following::text()[1]"/>
    <xsl:sequence select="
      if (empty($text/ancestor::* intersect $block) or $left eq 0 or string-length($words) gt $reach) then $words
      else f:gathered-after($text, $block, $words || f:own-words($text, $block), $left - 1)"/>
  </xsl:function>

  <!-- A text node's words as printed; nothing for a note in the block. -->
  <xsl:function name="f:own-words" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="is-own" as="xs:boolean" select="
      empty($text/parent::tei:corr) and (exists($block/ancestor-or-self::tei:note) or empty($text/ancestor::tei:note))"/>
    <xsl:sequence select="if ($is-own) then f:shown($text) else ''"/>
  </xsl:function>

  <xsl:function name="f:last-words" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="length" as="xs:integer" select="$context-length * f:width()"/>
    <xsl:sequence select="if (string-length($text) gt $length)
      then '…' || f:from-word(substring($text, string-length($text) - $length + 1)) else $text"/>
  </xsl:function>

  <xsl:function name="f:first-words" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="length" as="xs:integer" select="$context-length * f:width() * 2"/>
    <xsl:sequence select="if (string-length($text) gt $length) then substring($text, 1, $length) || '…' else $text"/>
  </xsl:function>

  <!-- An alphabet says in three letters what a character says in one, and is cut between words. -->
  <xsl:function name="f:width" as="xs:integer">
    <xsl:sequence select="if (starts-with($interface, 'zh')) then 1 else 3"/>
  </xsl:function>

  <xsl:function name="f:from-word" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (f:width() eq 1) then $text else replace($text, '^\S*\s', '')"/>
  </xsl:function>

  <!-- Twelve bars, one a month; a picture of what the list below says in words. -->
  <xsl:function name="f:month-bars" as="element()?">
    <xsl:param name="dates" as="element(tei:date)+"/>
    <xsl:variable name="months" as="xs:integer*"
                  select="$dates ! f:date-value(.)[matches(., '^\d{4}-\d\d')] ! xs:integer(substring(., 6, 2))"/>
    <xsl:variable name="most" as="xs:integer?" select="max((1 to 12) ! count(f:only($months, .)))"/>
    <xsl:if test="count(distinct-values($months)) gt 2">
      <svg xmlns="http://www.w3.org/2000/svg" class="months" viewBox="0 0 240 44" aria-hidden="true">
        <xsl:for-each select="1 to 12">
          <xsl:variable name="height" as="xs:double" select="28 * count(f:only($months, .)) div $most"/>
          <rect x="{(. - 1) * 20 + 2}" y="{format-number(30 - $height, '0.##')}" width="16" height="{format-number($height, '0.##')}"/>
          <text x="{(. - 1) * 20 + 10}" y="41"><xsl:value-of select="."/></text>
        </xsl:for-each>
        <path d="M0 30.5H240"/>
      </svg>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:only" as="xs:integer*">
    <xsl:param name="numbers" as="xs:integer*"/>
    <xsl:param name="wanted" as="xs:integer"/>
    <xsl:sequence select="$numbers[. eq $wanted]"/>
  </xsl:function>
</xsl:stylesheet>
