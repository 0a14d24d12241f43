<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands around the text on every page: bar, card, colophon, icons. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:variable name="kinds" as="xs:string+" select="'person', 'place', 'org', 'date', 'citation'"/>

  <xsl:template name="f:html-bar" as="element(header)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <header class="bar">
      <button type="button" class="icon scripted" id="open-contents" aria-controls="contents" aria-expanded="false"
              aria-label="{f:word('contents')}" title="{f:word('contents')}">
        <xsl:sequence select="f:icon('M4 6h16M4 12h16M4 18h10')"/>
      </button>
      <xsl:if test="$home ne ''">
        <a class="icon home" href="{$home}" aria-label="{f:word('site')}" title="{f:word('site')}">
          <xsl:sequence select="f:icon('M4 11l8-7 8 7v9h-5v-6h-6v6H4z')"/>
        </a>
      </xsl:if>
      <p class="bar-title"><a href="#top"><xsl:value-of select="f:main-title(.)"/></a></p>
      <div class="kinds scripted" role="group" aria-label="{f:word('highlight')}">
        <xsl:for-each select="$kinds">
          <button type="button" class="kind {.}" data-kind="{.}" aria-pressed="false"><xsl:value-of select="f:word('kind-' || .)"/></button>
        </xsl:for-each>
      </div>
      <xsl:call-template name="f:html-search"/>
      <button type="button" class="icon scripted" id="theme" aria-label="{f:word('theme')}" title="{f:word('theme')}">
        <xsl:sequence select="f:icon('M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18')"/>
      </button>
    </header>
  </xsl:template>

  <xsl:template name="f:html-search" as="element()">
    <form class="search scripted" role="search" id="search" autocomplete="off">
      <xsl:if test="$home ne ''"><xsl:attribute name="data-home" select="$home"/></xsl:if>
      <label class="unseen" for="query"><xsl:value-of select="f:word('search')"/></label>
      <input type="search" id="query" placeholder="{f:word('search')}" aria-controls="results" aria-keyshortcuts="/"/>
      <xsl:sequence select="f:results()"/>
    </form>
  </xsl:template>

  <!-- The pop-up that shows a note or a name where it was tapped. -->
  <xsl:template name="f:html-card" as="element(div)">
    <div id="card" class="card" popover="auto" role="dialog" aria-label="{f:word('details')}" tabindex="-1">
      <div class="card-body"/>
      <p class="card-foot">
        <a class="card-more" href="#text" data-note="{f:word('to-note')}" data-entry="{f:word('to-entry')}"/>
        <button type="button" class="card-close" popovertarget="card" popovertargetaction="hide"><xsl:value-of select="f:word('close')"/></button>
      </p>
    </div>
  </xsl:template>

  <xsl:function name="f:icon" as="element()">
    <xsl:param name="path" as="xs:string"/>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
         stroke-width="1.75" stroke-linecap="round" aria-hidden="true" focusable="false">
      <path d="{$path}"/>
    </svg>
  </xsl:function>

  <xsl:template name="f:html-colophon" as="element(footer)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="licence" as="element()?" select="f:licence(.)"/>
    <xsl:variable name="program" as="element()?" select="(tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application)[1]"/>
    <footer class="colophon" id="colophon">
      <h2><xsl:value-of select="f:word('about')"/></h2>
      <dl>
        <xsl:sequence select="f:term('source', f:source-line(.))"/>
        <xsl:for-each select="tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:funder">
          <xsl:sequence select="f:term('funder', normalize-space(.))"/>
        </xsl:for-each>
        <dt><xsl:value-of select="f:word('licence')"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="exists(f:licence-address(.))"><a href="{f:licence-address(.)}" rel="license"><xsl:value-of select="normalize-space($licence)"/></a></xsl:when>
            <xsl:when test="$licence"><xsl:value-of select="normalize-space($licence)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="f:word('licence-unknown')"/></xsl:otherwise>
          </xsl:choose>
        </dd>
        <xsl:sequence select="f:term('encoding', string-join(($program/@ident, $program/@version), ' '))"/>
      </dl>
    </footer>
  </xsl:template>

  <xsl:function name="f:term" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:if test="$value ne ''">
      <dt><xsl:value-of select="f:word($key)"/></dt>
      <dd><xsl:value-of select="$value"/></dd>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:source-line" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="string-join((string-join(f:authors($article), f:word('comma')), f:title($article),
        string-join((f:series($article), f:number($article))[. ne ''], ' '), f:source-date($article) ! f:say-date(.))[. ne ''],
        f:word('comma'))"/>
  </xsl:function>
</xsl:stylesheet>
